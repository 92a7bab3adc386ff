import { countReceiptFailure, type PendingReceipt, readPendingReceipts } from "#db/queries/receipts.ts";
import type { Ctx } from "../context.ts";
import { isTransient } from "../fault.ts";
import { planSlices } from "./plan-slices.ts";
import { prepareReceipt } from "./prepare.ts";
import { prepareBatches } from "./prepare-batches.ts";
import { isSuspect, processSuspect } from "./process-suspect.ts";
import type { PreparedReceipt } from "./receipt-item.ts";
import { storeIsolating } from "./store-prepared.ts";
import { Postponed } from "./transform-items.ts";
import { beginTurn, isOver, mustWait, type Turn } from "./turn.ts";

/**
 * Makes events of accepted receipts. They are read, decoded, transformed and judged first; one transaction then stores, matches
 * and creates deliveries, and the workers are told of the deliveries after it. Receipts that were processed already are
 * left alone, so a job that runs twice does its work once. What is not done when the job has taken long enough, or when
 * too many others transform already, stays pending: the reconciler feeds it again.
 *
 * A batch that fails is split until the receipt that fails stands alone: it cannot fail its neighbours. From then on it
 * is processed alone, and so is each receipt of a job whose process died (processSuspect).
 *
 * @param input.isRepeated the job was taken before, by a process that died
 * @throws when the database cannot be reached: the receipts still wait, and the reconciler feeds them again
 */
export async function processReceipts({
  ctx,
  input,
}: {
  readonly ctx: Ctx;
  readonly input: { readonly receiptIds: readonly string[]; readonly isRepeated?: boolean };
}): Promise<void> {
  const turn = beginTurn(ctx, input.isRepeated ?? false);
  const { plain, transformed } = await planSlices(ctx, input.receiptIds);
  for (const slice of plain) await processSlice(turn, slice);
  if (transformed.length === 0) return;
  const leave = await ctx.processing.transforming.take();
  if (leave === null) return;
  try {
    for (const slice of transformed) await processSlice(turn, slice);
  } finally {
    leave();
  }
}

async function processSlice(turn: Turn, ids: readonly string[]): Promise<void> {
  if (isOver(turn)) return;
  const { ctx } = turn;
  const { sql } = ctx.db;
  await Promise.all([ctx.schemas.refresh(sql), ctx.rules.refresh(sql)]);
  const receipts = await readPendingReceipts(sql, ids);
  const { suspects = [], others = [] } = Object.groupBy(receipts, (receipt) =>
    isSuspect(turn, receipt) ? "suspects" : "others",
  );
  for await (const batch of prepareBatches(others, (receipt) => prepare(turn, receipt))) {
    await storeIsolating(ctx, batch, ({ id }, cause) => countFailure(ctx, id, cause));
  }
  for (const receipt of suspects) await processSuspect(turn, receipt);
}

/** Null: the receipt stays pending, or was counted as failed. */
async function prepare(turn: Turn, receipt: PendingReceipt): Promise<PreparedReceipt | null> {
  if (mustWait(turn, receipt)) return null;
  try {
    return await prepareReceipt(turn.ctx, receipt);
  } catch (cause) {
    if (!(cause instanceof Postponed)) await notePreparing(turn.ctx, receipt.id, cause);
    return null;
  }
}

/** Its neighbours are prepared, and are stored all the same. */
async function notePreparing(ctx: Ctx, receiptId: string, cause: unknown): Promise<void> {
  if (!isTransient(cause)) return await countFailure(ctx, receiptId, cause);
  ctx.log.warn({ receiptId, err: cause }, "a receipt cannot be processed at present; it is fed again");
}

async function countFailure(ctx: Ctx, receiptId: string, cause: unknown): Promise<void> {
  ctx.log.error({ receiptId, err: cause }, "processing a receipt failed");
  await countReceiptFailure(ctx.db.sql, receiptId);
}
