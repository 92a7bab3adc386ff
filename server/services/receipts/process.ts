import { countReceiptFailure, pendingReceiptSizes } from "#db/queries/receipts.ts";
import { sliceBySize } from "#server/domain/receipts/slices.ts";
import type { Ctx } from "../context.ts";
import { describeFault, isDataFault, isTransient } from "../fault.ts";
import { processBatch } from "./process-batch.ts";

/** A receipt that failed this often by itself, for a cause that is not the database being away, is put aside. */
const MAX_FAILURES = 5;

/** Bodies of one transaction, all of them in memory at once and parsed: some ten times this. */
const MAX_SLICE_BYTES = 8 * 1024 * 1024;

/**
 * Makes events of accepted receipts: decode, check, store, match, create deliveries, all in one transaction, and
 * tell the workers of the deliveries after it. Receipts that were processed already are left alone, so a job
 * that runs twice does its work once.
 *
 * A batch that fails is split until the receipt that fails stands alone: it cannot fail its neighbours.
 *
 * @throws when the database cannot be reached: the receipts still wait, and the reconciler feeds them again
 */
export async function processReceipts({
  ctx,
  input,
}: {
  readonly ctx: Ctx;
  readonly input: { readonly receiptIds: readonly string[] };
}): Promise<void> {
  const sized = await pendingReceiptSizes(ctx.db.sql, input.receiptIds);
  for (const slice of sliceBySize(sized, MAX_SLICE_BYTES)) await processSlice(ctx, slice);
}

async function processSlice(ctx: Ctx, receiptIds: readonly string[]): Promise<void> {
  try {
    const deliveryIds = await storeBatch(ctx, receiptIds);
    if (deliveryIds.length > 0) await ctx.jobs.deliver(deliveryIds);
  } catch (cause) {
    if (isTransient(cause)) throw cause;
    await isolate(ctx, receiptIds, cause);
  }
}

/** A value that Postgres refuses fails the whole statement; the second try asks which value it is. */
async function storeBatch(ctx: Ctx, receiptIds: readonly string[]): Promise<string[]> {
  try {
    return await processBatch(ctx, receiptIds, { vet: false });
  } catch (cause) {
    if (!isDataFault(cause)) throw cause;
    return await processBatch(ctx, receiptIds, { vet: true });
  }
}

async function isolate(ctx: Ctx, receiptIds: readonly string[], cause: unknown): Promise<void> {
  const [only] = receiptIds;
  if (receiptIds.length === 1 && only !== undefined) return await countFailure(ctx, only, cause);
  const middle = Math.ceil(receiptIds.length / 2);
  await processSlice(ctx, receiptIds.slice(0, middle));
  await processSlice(ctx, receiptIds.slice(middle));
}

async function countFailure(ctx: Ctx, id: string, cause: unknown): Promise<void> {
  ctx.log.error({ receiptId: id, err: cause }, "processing a receipt failed");
  const detail = JSON.stringify({ message: describeFault(cause) });
  await countReceiptFailure(ctx.db.sql, { id, limit: MAX_FAILURES, detail, at: ctx.clock() });
}
