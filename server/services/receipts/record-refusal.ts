import type { Ctx } from "../context.ts";
import { withinQuarantine } from "../limits/quarantine-bounds.ts";
import type { ReceiptRow } from "./write.ts";

/**
 * Keeps what is to be kept of a refused request: a receipt of its own or, in a flood, a share in one that stands for
 * many and is written within a second. Resolves when its own receipt is committed, or when it is counted.
 *
 * @returns the id of the receipt that stands for the request
 * @throws what the receipt's write throws; see GroupCommit
 */
export async function recordRefusal({
  ctx,
  input: row,
}: {
  readonly ctx: Pick<Ctx, "receipts" | "refusals">;
  readonly input: ReceiptRow;
}): Promise<string> {
  const kept = withinQuarantine(row);
  const admission = ctx.refusals.admit(kept, performance.now());
  switch (admission.outcome) {
    case "own_receipt":
      await ctx.receipts.add(kept);
      return kept.id;
    case "counted":
      return admission.receiptId;
  }
}
