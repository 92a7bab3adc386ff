import { countReceiptFailure, type PendingReceipt, readPendingReceipts } from "#db/queries/receipts.ts";
import type { Ctx } from "../context.ts";
import { describeFault, isDataFault, isTransient } from "../fault.ts";
import { chargeThrottled } from "../limits/throttle.ts";
import { MAX_SLICE_BYTES, planSlices } from "./plan-slices.ts";
import { prepareReceipt } from "./prepare.ts";
import { type ProcessedBatch, processBatch } from "./process-batch.ts";
import type { PreparedReceipt } from "./receipt-item.ts";

/** A receipt that failed this often by itself, for a cause that is not the database being away, is put aside. */
const MAX_FAILURES = 5;

/**
 * Makes events of accepted receipts. They are read, decoded and transformed first; one transaction then stores, matches
 * and creates deliveries, and the workers are told of the deliveries after it. Receipts that were processed already are
 * left alone, so a job that runs twice does its work once.
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
  for (const slice of await planSlices(ctx, input.receiptIds)) {
    const receipts = await readPendingReceipts(ctx.db.sql, slice);
    for await (const prepared of prepareBatches(ctx, receipts)) await store(ctx, prepared);
  }
}

/**
 * Prepares receipts, and gives them on whenever there is enough for a transaction: compressed bodies, and
 * transformations, can make much of little.
 */
async function* prepareBatches(
  ctx: Ctx,
  receipts: readonly PendingReceipt[],
): AsyncGenerator<readonly PreparedReceipt[]> {
  let batch: PreparedReceipt[] = [];
  let characters = 0;
  for (const receipt of receipts) {
    const prepared = await prepare(ctx, receipt);
    if (prepared === null) continue;
    batch.push(prepared);
    for (const item of prepared.items) characters += item.outcome === "event" ? item.payloadText.length : 0;
    if (characters <= MAX_SLICE_BYTES) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Null: the receipt stays pending, since its source's transformations took too long meanwhile or this process is about
 * to end, or it was counted as failed.
 */
async function prepare(ctx: Ctx, receipt: PendingReceipt): Promise<PreparedReceipt | null> {
  const isSpent = receipt.sourceId !== null && ctx.transformer.isSpent(receipt.sourceId);
  if (isSpent || ctx.shutdown.hurried.aborted) return null;
  try {
    return await prepareReceipt(ctx, receipt);
  } catch (cause) {
    await countFailure(ctx, receipt.id, cause);
    return null;
  }
}

async function store(ctx: Ctx, receipts: readonly PreparedReceipt[]): Promise<void> {
  try {
    const { processed, deliveryIds } = await storeBatch(ctx, receipts);
    if (deliveryIds.length > 0) await ctx.jobs.deliver(deliveryIds);
    await chargeThrottled(
      ctx,
      processed.map(({ sourceId, items }) => ({ sourceId, events: items.length })),
    );
  } catch (cause) {
    if (isTransient(cause)) throw cause;
    await isolate(ctx, receipts, cause);
  }
}

/** A value that Postgres refuses fails the whole statement; the second try asks which value it is. */
async function storeBatch(ctx: Ctx, receipts: readonly PreparedReceipt[]): Promise<ProcessedBatch> {
  try {
    return await processBatch(ctx, receipts, { vet: false });
  } catch (cause) {
    if (!isDataFault(cause)) throw cause;
    return await processBatch(ctx, receipts, { vet: true });
  }
}

async function isolate(ctx: Ctx, receipts: readonly PreparedReceipt[], cause: unknown): Promise<void> {
  const [only] = receipts;
  if (receipts.length === 1 && only !== undefined) return await countFailure(ctx, only.id, cause);
  const middle = Math.ceil(receipts.length / 2);
  await store(ctx, receipts.slice(0, middle));
  await store(ctx, receipts.slice(middle));
}

async function countFailure(ctx: Ctx, id: string, cause: unknown): Promise<void> {
  ctx.log.error({ receiptId: id, err: cause }, "processing a receipt failed");
  const detail = JSON.stringify({ message: describeFault(cause) });
  await countReceiptFailure(ctx.db.sql, { id, limit: MAX_FAILURES, detail, at: ctx.clock() });
}
