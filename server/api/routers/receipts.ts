import { byId } from "#schemas/by-id.ts";
import { correctionInput, receiptItemKey } from "#schemas/correction.ts";
import { listReceiptsInput } from "#schemas/receipt-search.ts";
import { rejudgeInput, rejudgeMatchingInput } from "#schemas/rejudge.ts";
import { reverifyInput } from "#schemas/reverify.ts";
import { correctItem } from "#server/services/receipts/correct.ts";
import { getReceipt } from "#server/services/receipts/get.ts";
import { getItemEvent } from "#server/services/receipts/get-item-event.ts";
import { listReceipts } from "#server/services/receipts/list.ts";
import { rejudgeReceipts } from "#server/services/receipts/rejudge.ts";
import { rejudgeMatching } from "#server/services/receipts/rejudge-matching.ts";
import { reverifyReceipts } from "#server/services/receipts/reverify.ts";
import { refusal } from "../refusal.ts";
import { timedOut } from "../timed-out.ts";
import { permitted, router } from "../trpc.ts";

const reading = permitted("receipts.read");

/** Inbound requests, refused ones too. */
export const receiptsRouter = router({
  list: reading.input(listReceiptsInput).query(async ({ ctx, input }) => {
    const result = await listReceipts({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "listed":
        return { rows: result.rows, nextCursor: result.nextCursor };
      case "timed_out":
        throw timedOut();
    }
  }),

  get: reading.input(byId).query(async ({ ctx, input }) => {
    const result = await getReceipt({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "found": {
        const { outcome: _outcome, ...detail } = result;
        return detail;
      }
      case "not_found":
        throw refusal(
          "NOT_FOUND",
          "receipt_not_found",
          "There is no receipt with this id, or it is past its retention.",
        );
    }
  }),

  reverify: permitted("receipts.reverify")
    .input(reverifyInput)
    .mutation(({ ctx, input }) => reverifyReceipts({ ctx: ctx.service, input })),

  rejudge: permitted("receipts.reverify")
    .input(rejudgeInput)
    .mutation(({ ctx, input }) => rejudgeReceipts({ ctx: ctx.service, input })),

  rejudgeMatching: permitted("receipts.reverify")
    .input(rejudgeMatchingInput)
    .mutation(async ({ ctx, input }) => {
      const result = await rejudgeMatching({ ctx: ctx.service, input });
      if (result.outcome === "timed_out") throw timedOut();
      return result;
    }),

  itemEvent: reading
    .input(receiptItemKey)
    .query(({ ctx, input }) => getItemEvent({ ctx: ctx.service, input })),

  correct: permitted("receipts.correct")
    .input(correctionInput)
    .mutation(({ ctx, input }) => correctItem({ ctx: ctx.service, input })),
});
