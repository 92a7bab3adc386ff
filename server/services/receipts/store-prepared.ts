import type { Ctx } from "../context.ts";
import { isDataFault, isTransient } from "../fault.ts";
import { chargeThrottled } from "../limits/throttle.ts";
import { Overtaken } from "../rules/transitions.ts";
import { type ProcessedBatch, processBatch } from "./process-batch.ts";
import type { PreparedReceipt } from "./receipt-item.ts";

/**
 * Stores receipts in one transaction, and tells the workers of the deliveries after it.
 *
 * @throws what the database says; then nothing is stored
 */
export async function storePrepared(ctx: Ctx, receipts: readonly PreparedReceipt[]): Promise<void> {
  const { processed, deliveryIds } = await processVetted(ctx, receipts);
  if (deliveryIds.length > 0) await ctx.jobs.deliver(deliveryIds);
  await chargeThrottled(
    ctx,
    processed.map(({ sourceId, items }) => ({ sourceId, events: items.length })),
  );
}

/** Each of them means that somebody else stored an event of the batch in the same few milliseconds. */
const MAX_OVERTAKINGS = 10;

/** A value that Postgres refuses fails the whole statement; the next try asks which value it is. */
async function processVetted(ctx: Ctx, receipts: readonly PreparedReceipt[]): Promise<ProcessedBatch> {
  let vet = false;
  for (let overtakings = 0; ; ) {
    try {
      return await processBatch(ctx, receipts, { vet });
    } catch (cause) {
      if (cause instanceof Overtaken && overtakings < MAX_OVERTAKINGS) overtakings += 1;
      else if (isDataFault(cause) && !vet) vet = true;
      else throw cause;
    }
  }
}

/**
 * Stores receipts; those that fail together are split until the one that fails stands alone, so that it cannot fail
 * its neighbours.
 *
 * @throws when the database cannot be reached
 */
export async function storeIsolating(
  ctx: Ctx,
  receipts: readonly PreparedReceipt[],
  onFailure: (receipt: PreparedReceipt, cause: unknown) => Promise<void>,
): Promise<void> {
  try {
    await storePrepared(ctx, receipts);
  } catch (cause) {
    if (isTransient(cause)) throw cause;
    const [only] = receipts;
    if (receipts.length === 1 && only !== undefined) return await onFailure(only, cause);
    const middle = Math.ceil(receipts.length / 2);
    await storeIsolating(ctx, receipts.slice(0, middle), onFailure);
    await storeIsolating(ctx, receipts.slice(middle), onFailure);
  }
}
