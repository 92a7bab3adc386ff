import { z } from "zod";
import { rejudgeFilter, rejudgeInput, rejudgeMatchingInput } from "#schemas/rejudge.ts";
import { rejudgeReceipts } from "#server/services/receipts/rejudge.ts";
import { rejudgeMatching } from "#server/services/receipts/rejudge-matching.ts";
import { ok } from "../answer.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { NONE, operation } from "../operation.ts";
import { SEARCH_TIMED_OUT } from "./search-timed-out.ts";

const filters = rejudgeFilter.shape;
const matching = rejudgeMatchingInput.shape;

const rejudgeMatchingSchema = requestSchema(
  "RejudgeMatching",
  z.strictObject({
    pattern: filters.pattern.describe("The event's name."),
    reason: filters.reason.describe("Why it was rejected."),
    source: filters.sourceKey.describe("The key of its source."),
    from: filters.from.describe("Received from this moment on (RFC 3339)."),
    to: filters.to.describe("Received before this moment (RFC 3339)."),
    cursor: matching.cursor.describe("`nextCursor` of the call before."),
    limit: matching.limit.describe("Receipts of one call."),
  }),
);

const rejudgingSchema = answerSchema(
  "Rejudging",
  z.strictObject({
    receiptId: z.uuid(),
    outcome: z
      .enum(["requeued", "not_rejected", "body_gone"])
      .describe(
        "`requeued`: it is processed now. `not_rejected`: nothing in it is rejected, or what was is corrected. `body_gone`: its body is not kept any more.",
      ),
  }),
);

export const rejudgeOperations = [
  operation({
    method: "post",
    path: "/receipts/rejudge",
    operationId: "rejudgeReceipts",
    summary: "Judge rejected events once more",
    description:
      "After a schema or a rule was changed: the rejected events of these receipts are judged by what holds now. Those that pass are stored, under their own ids; the others stay rejected. What was stored, or corrected, stays as it is.",
    tag: "Receipts",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: requestSchema("Rejudge", rejudgeInput),
    bodyExample: { receiptIds: ["018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42"] },
    success: {
      status: 200,
      description: "What became of each, in the order of the request.",
      schema: answerSchema("Rejudgings", z.strictObject({ items: z.array(rejudgingSchema) })),
    },
    handle: async ({ ctx, body }) => ok({ items: await rejudgeReceipts({ ctx, input: body }) }),
  }),

  operation({
    method: "post",
    path: "/receipts/rejudge-matching",
    operationId: "rejudgeMatchingReceipts",
    summary: "Judge many rejected events once more",
    description:
      "The same for all rejected events that a filter holds for, the oldest receipts first, at most `limit` receipts in one call. Call it again with `nextCursor` until that is null.",
    tag: "Receipts",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: rejudgeMatchingSchema,
    bodyExample: { pattern: "order.paid", reason: "schema_violation", limit: 500 },
    success: {
      status: 200,
      description: "How many receipts are processed now.",
      schema: answerSchema(
        "RejudgedReceipts",
        z.strictObject({
          requeued: z.int().min(0).describe("Receipts that are processed now."),
          gone: z.int().min(0).describe("Receipts whose body is not kept any more."),
          left: z.int().min(0).describe("Receipts that are left, counted to 10 000."),
          nextCursor: z.uuid().nullable(),
        }),
      ),
    },
    handle: async ({ ctx, body: { cursor, limit, source, ...rest } }) => {
      const input = { filter: { ...rest, sourceKey: source }, cursor, limit };
      const result = await rejudgeMatching({ ctx, input });
      if (result.outcome === "timed_out") return SEARCH_TIMED_OUT;
      const { outcome: _outcome, ...counts } = result;
      return ok(counts);
    },
  }),
];
