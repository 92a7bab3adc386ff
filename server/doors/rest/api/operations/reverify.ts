import { z } from "zod";
import { reverifyInput } from "#schemas/reverify.ts";
import { type Reverification, reverifyReceipts } from "#server/services/receipts/reverify.ts";
import { ok } from "../answer.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { NONE, operation } from "../operation.ts";

const reverifySchema = requestSchema("Reverify", reverifyInput);

const reverificationSchema = answerSchema(
  "Reverification",
  z.strictObject({
    receiptId: z.uuid(),
    outcome: z
      .enum(["requeued", "refused", "not_quarantined", "body_gone"])
      .describe(
        "`requeued`: it is processed now. `refused`: it still cannot be trusted. `not_quarantined`: no such receipt is held. `body_gone`: its body was not kept.",
      ),
    reason: z.string().nullable().describe("Why it is refused; null otherwise."),
    message: z.string().nullable(),
  }),
);

function representationOf(result: Reverification): z.output<typeof reverificationSchema> {
  const { receiptId, outcome } = result;
  const { reason = null, message = null } = outcome === "refused" ? result.refusal : {};
  return { receiptId, outcome, reason, message };
}

export const reverifyOperations = [
  operation({
    method: "post",
    path: "/receipts/reverify",
    operationId: "reverifyReceipts",
    summary: "Look at quarantined requests once more",
    description:
      "After the right secret was entered, or a mapping mended: receipts are verified as of the time they came, and those that are genuine are processed with their own ids. `trust` takes them as genuine though they cannot be verified.",
    tag: "Receipts",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: reverifySchema,
    bodyExample: { receiptIds: ["018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42"], trust: false },
    success: {
      status: 200,
      description: "What became of each, in the order of the request.",
      schema: answerSchema("Reverifications", z.strictObject({ items: z.array(reverificationSchema) })),
    },
    handle: async ({ ctx, body }) => {
      const results = await reverifyReceipts({ ctx, input: body });
      return ok({ items: results.map(representationOf) });
    },
  }),
];
