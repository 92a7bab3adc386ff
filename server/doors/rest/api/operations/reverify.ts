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
      .enum(["requeued", "answered", "refused", "undecided", "not_quarantined", "body_gone"])
      .describe(
        "`requeued`: it is processed now. `answered`: it is genuine, a question of the provider's own, and holds no event. `refused`: it still cannot be trusted, or read. `undecided`: it could not be told just now; try again later. `not_quarantined`: no such receipt is held. `body_gone`: its body was not kept.",
      ),
    reason: z.string().nullable().describe("Why it is refused; null otherwise."),
    message: z.string().nullable().describe("Why it is refused or undecided, in a sentence; null otherwise."),
  }),
);

function representationOf(result: Reverification): z.output<typeof reverificationSchema> {
  const { receiptId, outcome } = result;
  switch (outcome) {
    case "refused": {
      const { reason, message } = result.refusal;
      return { receiptId, outcome, reason, message };
    }
    case "undecided":
      return { receiptId, outcome, reason: null, message: result.message };
    default:
      return { receiptId, outcome, reason: null, message: null };
  }
}

export const reverifyOperations = [
  operation({
    method: "post",
    path: "/receipts/reverify",
    operationId: "reverifyReceipts",
    summary: "Look at quarantined requests once more",
    description:
      "After the right secret was entered, or a mapping mended: receipts are verified as of the time they came, and those that are genuine and can be read are processed with their own ids. Each is judged by itself; what is not released stays held. `trust` takes them as genuine though they cannot be verified.",
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
