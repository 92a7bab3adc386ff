import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "../context.ts";
import { isDataFault, isTransient } from "../fault.ts";
import { chargeThrottled } from "../limits/throttle.ts";
import { TooEarly } from "../rules/move-order.ts";
import { Overtaken } from "../rules/transitions.ts";
import { type ProcessedBatch, processBatch } from "./process-batch.ts";
import type { PreparedReceipt } from "./receipt-item.ts";

/**
 * How long a job waits for receipts that are to be judged before its own, try after try: they are under way in
 * another job in all likelihood. What is not their turn by then is fed again, so that they are not in the way.
 */
const PAUSES_MS = [10, 20, 40];

/**
 * Stores receipts, and tells the workers of the deliveries after it. In one transaction, but for those that are to be
 * judged after others which still wait: these are stored as soon as it is their turn, or stay pending and are fed again.
 *
 * @returns ids of those that stay pending
 * @throws what the database says; then nothing is stored of the receipts whose turn it is
 */
export async function storePrepared(
  ctx: Ctx,
  receipts: readonly PreparedReceipt[],
): Promise<readonly string[]> {
  const early = await waitInJob(ctx, await storeInTurn(ctx, receipts));
  if (early.length === 0) return [];
  const ids = early.map(({ id }) => id);
  ctx.processing.early.rest(ids);
  return ids;
}

/** @returns those whose turn it is not yet */
async function waitInJob(
  ctx: Ctx,
  receipts: readonly PreparedReceipt[],
): Promise<readonly PreparedReceipt[]> {
  const leave = receipts.length === 0 ? null : ctx.processing.early.enter();
  if (leave === null) return receipts;
  try {
    let early = receipts;
    for (const pauseMs of PAUSES_MS) {
      if (early.length === 0 || ctx.shutdown.hurried.aborted) break;
      await sleep(pauseMs);
      early = await storeInTurn(ctx, early);
    }
    return early;
  } finally {
    leave();
  }
}

/** @returns those whose turn it is not yet */
async function storeInTurn(
  ctx: Ctx,
  receipts: readonly PreparedReceipt[],
): Promise<readonly PreparedReceipt[]> {
  const early: PreparedReceipt[] = [];
  let ready = receipts;
  while (ready.length > 0) {
    const batch = await processVetted(ctx, ready);
    if (batch.outcome === "processed") {
      await afterwards(ctx, batch);
      break;
    }
    const { receiptIds } = batch;
    early.push(...ready.filter(({ id }) => receiptIds.has(id)));
    ready = ready.filter(({ id }) => !receiptIds.has(id));
  }
  return early.sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function afterwards(ctx: Ctx, { processed, deliveryIds }: ProcessedBatch): Promise<void> {
  ctx.processing.early.forget(processed.map(({ id }) => id));
  if (deliveryIds.length > 0) await ctx.jobs.deliver(deliveryIds);
  await chargeThrottled(
    ctx,
    processed.map(({ sourceId, items }) => ({ sourceId, events: items.length })),
  );
}

/** Each of them means that somebody else stored an event of the batch in the same few milliseconds. */
const MAX_OVERTAKINGS = 10;

type Vetted =
  | ({ readonly outcome: "processed" } & ProcessedBatch)
  /** Nothing is stored: it is not these receipts' turn. */
  | { readonly outcome: "too_early"; readonly receiptIds: ReadonlySet<string> };

/** A value that Postgres refuses fails the whole statement; the next try asks which value it is. */
async function processVetted(ctx: Ctx, receipts: readonly PreparedReceipt[]): Promise<Vetted> {
  let vet = false;
  for (let overtakings = 0; ; ) {
    try {
      return { outcome: "processed", ...(await processBatch(ctx, receipts, { vet })) };
    } catch (cause) {
      if (cause instanceof TooEarly) return { outcome: "too_early", receiptIds: cause.receiptIds };
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
