import { z } from "zod";
import { listReceiptsInput, receiptFilter } from "#schemas/receipt-search.ts";
import { getReceipt } from "#server/services/receipts/get.ts";
import { listReceipts } from "#server/services/receipts/list.ts";
import { notFound, okText } from "../answer.ts";
import { BY_ID, operation } from "../operation.ts";
import { cursorParameter, limitParameter, pageAnswer, pageSchema } from "../page.ts";
import { receiptSchema, receiptSummarySchema, receiptText, summaryOf } from "./receipt-representation.ts";
import { SEARCH_TIMED_OUT } from "./search-timed-out.ts";

const filters = receiptFilter.shape;

export const receiptOperations = [
  operation({
    method: "get",
    path: "/receipts",
    operationId: "listReceipts",
    summary: "List inbound requests",
    description: "Every request that was received, refused ones too, newest first.",
    tag: "Receipts",
    scope: "read",
    params: z.strictObject({}),
    query: z.strictObject({
      outcome: filters.outcome.describe("What became of the request."),
      reason: filters.reason.describe("Why it was refused."),
      source: filters.sourceKey.describe("The key of its source."),
      cursor: cursorParameter(listReceiptsInput.shape.cursor.unwrap().unwrap()),
      limit: limitParameter,
    }),
    body: z.null(),
    success: {
      status: 200,
      description: "A page of receipts.",
      schema: pageSchema("ReceiptPage", receiptSummarySchema),
      headers: ["Link"],
    },
    problems: [422],
    handle: async ({ ctx, query: { cursor, limit, source, ...rest }, url }) => {
      const result = await listReceipts({
        ctx,
        input: { filter: { ...rest, sourceKey: source }, cursor, limit },
      });
      switch (result.outcome) {
        case "listed":
          return pageAnswer(url, result.rows.map(summaryOf), result.nextCursor);
        case "timed_out":
          return SEARCH_TIMED_OUT;
      }
    },
  }),

  operation({
    method: "get",
    path: "/receipts/{id}",
    operationId: "getReceipt",
    summary: "Read a receipt",
    description:
      "One request, and what became of each item that it held. The `receiptId` of an answer leads here.",
    tag: "Receipts",
    scope: "read",
    params: BY_ID,
    query: z.strictObject({}),
    body: z.null(),
    success: { status: 200, description: "The receipt.", schema: receiptSchema },
    handle: async ({ ctx, params }) => {
      const result = await getReceipt({ ctx, input: params });
      return result.outcome === "found" ? okText(receiptText(result)) : notFound("receipt");
    },
  }),
];
