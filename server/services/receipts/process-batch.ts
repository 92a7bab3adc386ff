import type { Sql } from "#db/client.ts";
import { insertDeliveries, insertMatches } from "#db/queries/deliveries.ts";
import {
  finishReceipts,
  lockPendingReceipts,
  type ProcessedReceipt,
  type SettledItem,
  writeReceiptItems,
} from "#db/queries/receipts.ts";
import { settleReceipt } from "#server/domain/receipts/settle.ts";
import type { Ctx } from "../context.ts";
import { type StoredEvent, storeEvents } from "../events/store.ts";
import type { MatchedRule } from "../rules/rule-book.ts";
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
 * @param options see storeEvents
 */
export async function processBatch(
  ctx: Ctx,
  prepared: readonly PreparedReceipt[],
  options: { readonly vet: boolean },
): Promise<ProcessedBatch> {
  return await ctx.db.sql.begin(async (sql) => {
    const ids = prepared.map(({ id }) => id);
    const locked = new Set(await lockPendingReceipts(sql, ids));
    const processed = prepared.filter(({ id }) => locked.has(id));
    if (processed.length === 0) return { processed, deliveryIds: [] };
    const items = processed.flatMap((receipt) => toReceiptItems(ctx, receipt));
    const stored = await storeEvents(sql, items, options);
    const deliveryIds = await matchEvents(ctx, sql, stored);
    const kept = await writeReceiptItems(sql, items.map(toItemRow));
    await finishReceipts(sql, settle(processed, items, kept), ctx.clock());
    return { processed, deliveryIds };
  });
}

/** @param kept items that an earlier turn settled for good: what they became this time does not count */
function settle(
  receipts: readonly PreparedReceipt[],
  items: readonly ReceiptItem[],
  kept: readonly SettledItem[],
): ProcessedReceipt[] {
  const keptOf = new Map(kept.map((item) => [`${item.receiptId} ${item.item}`, item]));
  const outcomes = items.map(({ receiptId, item, outcome, refusal }) => {
    const before = keptOf.get(`${receiptId} ${item}`);
    return before ?? { receiptId, outcome, reason: refusal?.reason ?? null };
  });
  const outcomesOf = Map.groupBy(outcomes, ({ receiptId }) => receiptId);
  return receipts.map(({ id }) => {
    const own = outcomesOf.get(id) ?? [];
    const outcome = settleReceipt(own.map((item) => item.outcome));
    return { id, outcome, reason: outcome === "mixed" ? null : (own[0]?.reason ?? null) };
  });
}

/** An event has one delivery for each workflow, however many of the workflow's patterns it matches. */
async function matchEvents(ctx: Ctx, sql: Sql, stored: readonly StoredEvent[]): Promise<string[]> {
  if (stored.length === 0) return [];
  const rules = await ctx.rules.current(sql);
  const matched = stored.map((event) => ({ event, rules: rules.match(event.envelope) }));
  const now = ctx.clock();
  const matches = matched.flatMap(({ event, rules: hits }) => hits.map((rule) => toMatch(event, rule)));
  const deliveries = matched.flatMap(({ event, rules: hits }) =>
    [...new Set(hits.map((rule) => rule.workflowId))].map((workflowId) => ({
      id: ctx.newId(),
      eventRowId: event.rowId,
      workflowId,
    })),
  );
  await insertMatches(sql, matches, now);
  await insertDeliveries(sql, deliveries);
  return deliveries.map((delivery) => delivery.id);
}

function toMatch(event: StoredEvent, rule: MatchedRule) {
  return {
    eventRowId: event.rowId,
    patternId: rule.id,
    patternVersion: rule.version,
    workflowId: rule.workflowId,
  };
}
