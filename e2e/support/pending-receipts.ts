import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import type { Ctx } from "#server/services/context.ts";
import { receiptRow } from "./receipt-rows.ts";

/** An event of the native source, where it says nothing else. */
export function nativeEvent(eventId: string, more: object = {}): object {
  return {
    eventId,
    pattern: "order.moved",
    version: "1.0",
    source: { type: "external", id: "shop" },
    timestamp: "2026-01-01T00:00:00Z",
    payload: {},
    ...more,
  };
}

/** Writes a receipt of these events, as the publishers' door does, and returns its id. It waits for being processed. */
export async function pendingEvents(
  ctx: Pick<Ctx, "receipts" | "sources">,
  events: readonly object[],
): Promise<string> {
  return await pendingText(ctx, JSON.stringify(events));
}

/** @param text the body: an event, or an array of them */
export async function pendingText(ctx: Pick<Ctx, "receipts" | "sources">, text: string): Promise<string> {
  const body = Buffer.from(text);
  await ctx.sources.refresh();
  const row = receiptRow({
    door: "rest",
    sourceId: ctx.sources.byKey(NATIVE_SOURCE_KEY)?.id ?? null,
    sourceKey: NATIVE_SOURCE_KEY,
    path: "/api/v1/events",
    headers: '{"content-type": "application/json"}',
    body,
    bodyBytes: body.byteLength,
  });
  await ctx.receipts.add(row);
  return row.id;
}

/** What became of a receipt's items, in order. */
export async function outcomesOf(
  { db }: Pick<Ctx, "db">,
  receiptId: string,
): Promise<
  readonly { readonly outcome: string; readonly reason: string | null; readonly eventId: string | null }[]
> {
  return await db.sql<{ outcome: string; reason: string | null; eventId: string | null }[]>`
    select outcome, reason, event_id as "eventId" from receipt_items where receipt_id = ${receiptId} order by item`;
}
