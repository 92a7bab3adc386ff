import type { Sql } from "#db/client.ts";
import { insertDeliveries, insertMatches } from "#db/queries/deliveries.ts";
import {
  type EarlierItem,
  earlierItems,
  finishReceipts,
  lockPendingReceipts,
  type ProcessedReceipt,
  writeReceiptItems,
} from "#db/queries/receipts.ts";
import { settleReceipt } from "#server/domain/receipts/settle.ts";
import type { Ctx } from "../context.ts";
import { type StoredEvent, storeEvents } from "../events/store.ts";
import type { MatchedPattern } from "../patterns/pattern-book.ts";
import { type PreparedReceipt, type ReceiptItem, toItemRow, toReceiptItems } from "./receipt-item.ts";

export interface ProcessedBatch {
  /** Those of the receipts that still waited. */
  readonly processed: readonly PreparedReceipt[];
  /** Deliveries that were created. */
  readonly deliveryIds: readonly string[];
}

/**
 * One transaction: takes those of the receipts that still wait, stores their events, matches them, creates their
 * deliveries, and settles the receipts. The events of a receipt are there if and only if it is settled.
 *
 * Of a receipt that is processed once more, items that an earlier turn settled for good are left alone: read under
 * another mapping, they might be given another id, and be stored and delivered a second time.
 *
 * @param options see storeEvents
 * @throws as storeEvents does; then nothing is stored
 */
export async function processBatch(
  ctx: Ctx,
  prepared: readonly PreparedReceipt[],
  options: { readonly vet: boolean },
): Promise<ProcessedBatch> {
  return await ctx.db.sql.begin(async (sql) => {
    const ids = prepared.map(({ id }) => id);
    const locked = await lockPendingReceipts(sql, ids);
    if (locked.length === 0) return { processed: [], deliveryIds: [] };
    const waiting = new Set(locked);
    const processed = prepared.filter(({ id }) => waiting.has(id));
    // Read once the receipts are locked: an earlier turn has ended, and what it settled is seen.
    const earlier = itemsByPlace(await earlierItems(sql, locked));
    const items = processed.flatMap((receipt) => toReceiptItems(ctx, receipt)).filter(isOpenAfter(earlier));
    // Read once the receipts are locked, too: a machine that begins to learn waits for who may not know of it yet.
    await ctx.rules.refresh(sql);
    const stored = await storeEvents(ctx, sql, items, options);
    const deliveryIds = await matchEvents(ctx, sql, stored);
    await writeReceiptItems(sql, items.map(toItemRow));
    await finishReceipts(sql, settle(processed, items, earlier), ctx.clock());
    return { processed, deliveryIds };
  });
}

/** Where an item stands: its receipt, and its number in it. */
type Place = Pick<EarlierItem, "receiptId" | "item">;

function placeOf({ receiptId, item }: Place): string {
  return `${receiptId} ${item}`;
}

function itemsByPlace(items: readonly EarlierItem[]): ReadonlyMap<string, EarlierItem> {
  return new Map(items.map((item) => [placeOf(item), item]));
}

/**
 * Whether an item is new, or was held or rejected before: the outcomes that another turn may change. For one that a
 * person corrected, the correction stands.
 */
function isOpenAfter(earlier: ReadonlyMap<string, EarlierItem>) {
  return (item: Place): boolean => {
    const before = earlier.get(placeOf(item));
    if (before === undefined) return true;
    return !before.isCorrected && (before.outcome === "quarantined" || before.outcome === "rejected");
  };
}

/** Items of earlier turns count as well: one that is still held must not be hidden by what became of the others. */
function settle(
  receipts: readonly PreparedReceipt[],
  items: readonly ReceiptItem[],
  earlier: ReadonlyMap<string, EarlierItem>,
): ProcessedReceipt[] {
  const verdicts = new Map<string, Pick<EarlierItem, "receiptId" | "outcome" | "reason">>(earlier);
  for (const item of items) {
    const { receiptId, outcome, refusal } = item;
    verdicts.set(placeOf(item), { receiptId, outcome, reason: refusal?.reason ?? null });
  }
  const verdictsOf = Map.groupBy(verdicts.values(), ({ receiptId }) => receiptId);
  return receipts.map(({ id }) => {
    const own = verdictsOf.get(id) ?? [];
    const outcome = settleReceipt(own.map((verdict) => verdict.outcome));
    return { id, outcome, reason: outcome === "mixed" ? null : (own[0]?.reason ?? null) };
  });
}

/** An event has one delivery for each workflow, however many of the workflow's patterns it matches. */
async function matchEvents(ctx: Ctx, sql: Sql, stored: readonly StoredEvent[]): Promise<string[]> {
  if (stored.length === 0) return [];
  const live = await ctx.patterns.current(sql);
  const patternsOf = await live.matchAll(stored.map(({ envelope }) => envelope));
  const matched = stored.map((event, place) => ({ event, patterns: patternsOf[place] ?? [] }));
  const now = ctx.clock();
  const matches = matched.flatMap(({ event, patterns }) =>
    patterns.map((pattern) => toMatch(event, pattern)),
  );
  const deliveries = matched.flatMap(({ event, patterns }) =>
    [...new Set(patterns.map((pattern) => pattern.workflowId))].map((workflowId) => ({
      id: ctx.newId(),
      eventRowId: event.rowId,
      workflowId,
    })),
  );
  await insertMatches(sql, matches, now);
  await insertDeliveries(sql, deliveries);
  return deliveries.map((delivery) => delivery.id);
}

function toMatch(event: StoredEvent, { id, version, workflowId }: MatchedPattern) {
  return { eventRowId: event.rowId, patternId: id, patternVersion: version, workflowId };
}
