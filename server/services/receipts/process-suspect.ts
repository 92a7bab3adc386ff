import { type PendingReceipt, startSuspect, uncountReceiptFailure } from "#db/queries/receipts.ts";
import { isTransient } from "../fault.ts";
import { prepareReceipt } from "./prepare.ts";
import { storePrepared } from "./store-prepared.ts";
import { Postponed } from "./transform-items.ts";
import { mustWait, type Turn } from "./turn.ts";

/** A receipt that failed this often by itself, for a cause that is not the database being away, is put aside. */
const MAX_FAILURES = 5;

const GIVEN_UP = JSON.stringify({
  message: `Tidings failed to process this request, and has given up after ${MAX_FAILURES} tries: the fault is not the sender's. The cause is in the worker's log, under the receipt's id. Verify the receipt again when it is mended.`,
});

/**
 * Whether a receipt may be what its process died of: it failed before, or its job was under way when a process died.
 * One that takes all memory would otherwise take every process that it is fed to, and the receipts beside it, for ever.
 */
export function isSuspect({ isRepeated }: Turn, { failures }: PendingReceipt): boolean {
  return isRepeated || failures > 0;
}

/**
 * Processes one receipt by itself, and alone among those of its kind in this process. A failure is counted before it
 * is begun, and taken back unless the receipt is what failed.
 *
 * @throws when the database cannot be reached
 */
export async function processSuspect(turn: Turn, receipt: PendingReceipt): Promise<void> {
  await turn.ctx.processing.suspects.run(async () => {
    if (!mustWait(turn, receipt)) await attempt(turn, receipt);
  });
}

async function attempt({ ctx }: Turn, receipt: PendingReceipt): Promise<void> {
  const { sql } = ctx.db;
  const { id } = receipt;
  const start = await startSuspect(sql, { id, limit: MAX_FAILURES, detail: GIVEN_UP, at: ctx.clock() });
  if (start === "given_up") ctx.log.error({ receiptId: id }, "a receipt failed too often, and is put aside");
  if (start !== "started") return;
  try {
    const early = await storePrepared(ctx, [await prepareReceipt(ctx, receipt)]);
    if (early.length > 0) await uncountReceiptFailure(sql, id);
  } catch (cause) {
    if (cause instanceof Postponed) return await uncountReceiptFailure(sql, id);
    if (!isTransient(cause)) {
      ctx.log.error({ receiptId: id, err: cause }, "processing a receipt failed again");
      return;
    }
    await uncountReceiptFailure(sql, id);
    throw cause;
  }
}
