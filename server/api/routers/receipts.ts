import { byId } from "#schemas/by-id.ts";
import { listReceiptsInput } from "#schemas/receipt-search.ts";
import { reverifyInput } from "#schemas/reverify.ts";
import { getReceipt } from "#server/services/receipts/get.ts";
import { listReceipts } from "#server/services/receipts/list.ts";
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
});
