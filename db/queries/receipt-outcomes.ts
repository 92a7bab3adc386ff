import type { Sql } from "../client.ts";

/** Those of the receipts that do not wait any more. */
export async function settledReceiptIds(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from receipts where id = any(${ids}::uuid[]) and outcome <> 'pending'`;
  return rows.map((row) => row.id);
}

/** What became of one item of a receipt. `detail` and `warnings` are JSON text, null where there is nothing to say. */
export interface ItemOutcomeRow {
  readonly item: number;
  readonly outcome: string;
  readonly eventId: string | null;
  readonly detail: string | null;
  readonly warnings: string | null;
}

export async function itemOutcomes(sql: Sql, receiptId: string): Promise<ItemOutcomeRow[]> {
  return await sql<ItemOutcomeRow[]>`
    select item, outcome, event_id as "eventId", detail::text as detail, warnings::text as warnings
    from receipt_items
    where receipt_id = ${receiptId} order by item`;
}
