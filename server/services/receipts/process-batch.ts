import type { Sql } from "#db/client.ts";
import { insertDeliveries, insertMatches } from "#db/queries/deliveries.ts";
import {
  claimPendingReceipts,
  finishReceipts,
  insertReceiptItems,
  type ProcessedReceipt,
} from "#db/queries/receipts.ts";
import { settleReceipt } from "#server/domain/receipts/settle.ts";
import type { Ctx } from "../context.ts";
import { type StoredEvent, storeEvents } from "../events/store.ts";
import type { MatchedRule } from "../rules/rule-book.ts";
import { decodeReceipt, type ReceiptItem, toItemRow } from "./receipt-item.ts";

/**
 * One transaction: takes the receipts that still wait, stores their events, matches them, creates their
 * deliveries, and settles the receipts. The events of a receipt are there if and only if it is settled.
 *
 * @param options see storeEvents
 * @returns ids of the deliveries that were created
 */
export async function processBatch(
  ctx: Ctx,
  receiptIds: readonly string[],
  options: { readonly vet: boolean },
): Promise<string[]> {
  return await ctx.db.sql.begin(async (sql) => {
    const receipts = await claimPendingReceipts(sql, receiptIds);
    if (receipts.length === 0) return [];
    const items = receipts.flatMap((receipt) => decodeReceipt(ctx, receipt));
    const stored = await storeEvents(sql, items, options);
    const deliveryIds = await matchEvents(ctx, sql, stored);
    await insertReceiptItems(sql, items.map(toItemRow));
    const itemsOf = Map.groupBy(items, (item) => item.receiptId);
    const settled = receipts.map(({ id }) => settle(id, itemsOf.get(id) ?? []));
    await finishReceipts(sql, settled, ctx.clock());
    return deliveryIds;
  });
}

function settle(id: string, items: readonly ReceiptItem[]): ProcessedReceipt {
  const outcome = settleReceipt(items.map((item) => item.outcome));
  return { id, outcome, reason: outcome === "mixed" ? null : (items[0]?.refusal?.reason ?? null) };
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
