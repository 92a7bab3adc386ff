import type { Sql } from "../client.ts";
import type { PendingReceipt, ReceiptRow } from "./receipts.ts";

/** An item of a receipt, and what it was read from. */
export interface ItemOrigin extends Omit<PendingReceipt, "body"> {
  readonly outcome: string;
  readonly eventId: string | null;
  /** Null: it is not kept any more. */
  readonly body: Uint8Array | null;
}

/** A correction that was put aside before it had an item has one all the same: it holds an event that can be read. */
export async function findItemOrigin(sql: Sql, receiptId: string, item: number): Promise<ItemOrigin | null> {
  const rows = await sql<ItemOrigin[]>`
    select receipts.id, received_at as "receivedAt", source_id as "sourceId", source_key as "sourceKey", headers, body,
      failures, corrects_receipt_id is not null as "isCorrection",
      coalesce(receipt_items.outcome, receipts.outcome) as outcome, event_id as "eventId"
    from receipts left join receipt_items on receipt_id = receipts.id and item = ${item}
    where receipts.id = ${receiptId} and (receipt_items.item is not null
      or ${item}::int = 0 and corrects_receipt_id is not null and receipts.outcome = 'quarantined')`;
  return rows[0] ?? null;
}

/** Holds receipts until the transaction ends, taken in one order. */
export async function holdReceipts(transaction: Sql, ids: readonly string[]): Promise<void> {
  await transaction`select from receipts where id = any(${ids}::uuid[]) order by id for update`;
}

/** What stands for an item by now: itself, or the last of its corrections that was judged. */
export interface ItemStanding {
  readonly receiptId: string;
  readonly item: number;
  readonly outcome: string;
  readonly eventId: string | null;
  /** A correction of it that was not judged: it waits, or was put aside. Null: there is none. */
  readonly next: string | null;
  /** The outcome of the receipt `next`; null: there is none, or it is past its retention. */
  readonly nextOutcome: string | null;
  /** The item's receipt, the one that stands for it or `next` waits for being processed. */
  readonly isPending: boolean;
}

/** More corrections of corrections than anybody writes. */
const MAX_CORRECTIONS = 1_000;

export async function findItemStanding(
  sql: Sql,
  receiptId: string,
  item: number,
): Promise<ItemStanding | null> {
  const rows = await sql<ItemStanding[]>`
    with recursive chain (receipt_id, item, outcome, event_id, corrected_by, length) as (
      select receipt_id, item, outcome, event_id, corrected_by, 1 from receipt_items
      where receipt_id = ${receiptId} and item = ${item}
      union all
      select next.receipt_id, next.item, next.outcome, next.event_id, next.corrected_by, length + 1
      from chain join receipt_items as next on next.receipt_id = chain.corrected_by and next.item = 0
      where next.outcome <> 'quarantined' and length < ${MAX_CORRECTIONS}
    )
    select receipt_id as "receiptId", item, chain.outcome, event_id as "eventId", corrected_by as next,
      next.outcome as "nextOutcome", exists (
        select from receipts
        where id in (${receiptId}, chain.receipt_id, chain.corrected_by) and receipts.outcome = 'pending'
      ) as "isPending"
    from chain left join receipts as next on next.id = chain.corrected_by
    order by length desc limit 1`;
  return rows[0] ?? null;
}

/** A correction as it is written: a receipt that waits. */
export type CorrectionRow = Pick<
  ReceiptRow,
  "id" | "receivedAt" | "sourceId" | "sourceKey" | "path" | "headers" | "status"
> & {
  readonly body: Uint8Array;
  readonly correctsReceiptId: string;
  readonly correctsItem: number;
};

/** The door by which corrections come in. */
const DOOR = "correction";

export async function insertCorrection(transaction: Sql, row: CorrectionRow): Promise<void> {
  await transaction`
    insert into receipts (id, received_at, door, source_id, source_key, method, path, headers, body, body_bytes, status,
      outcome, corrects_receipt_id, corrects_item)
    values (${row.id}, ${row.receivedAt}, ${DOOR}, ${row.sourceId}, ${row.sourceKey}, 'POST', ${row.path},
      ${row.headers}::jsonb, ${Buffer.from(row.body)}, ${row.body.byteLength}, ${row.status}, 'pending',
      ${row.correctsReceiptId}, ${row.correctsItem})`;
}

/** An item of a receipt, and the correction that is to replace it. */
export interface Replacement {
  readonly receiptId: string;
  readonly item: number;
  readonly by: string;
}

/**
 * Notes of the item that stands that a correction replaces it.
 *
 * @param instead the correction that replaced it so far, and came to nothing; null: there is none
 * @returns false: it was stored, or somebody else corrected it; nothing was noted
 */
export async function markCorrected(
  transaction: Sql,
  { receiptId, item, by }: Replacement,
  instead: string | null,
): Promise<boolean> {
  const rows = await transaction`
    update receipt_items set corrected_by = ${by}
    where receipt_id = ${receiptId} and item = ${item} and outcome in ('rejected', 'conflict')
      and corrected_by is not distinct from ${instead}::uuid
    returning item`;
  return rows.length === 1;
}

/** Names the last correction at an item whose earlier corrections came to nothing. */
export async function nameLastCorrection(
  transaction: Sql,
  { receiptId, item, by }: Replacement,
): Promise<void> {
  await transaction`
    update receipt_items set corrected_by = ${by}
    where receipt_id = ${receiptId} and item = ${item} and corrected_by is not null`;
}

/**
 * Settles a correction that was put aside and is replaced by another: it is never processed.
 *
 * @param detail JSON text, kept with its receipt
 * @returns false: it was not put aside; nothing was changed
 */
export async function withdrawCorrection(
  transaction: Sql,
  input: { readonly receiptId: string; readonly by: string; readonly detail: string },
): Promise<boolean> {
  const rows = await transaction`
    with withdrawn as (
      update receipts set outcome = 'rejected', detail = ${input.detail}::jsonb
      where id = ${input.receiptId} and outcome = 'quarantined' and corrects_receipt_id is not null
      returning id, reason
    )
    insert into receipt_items (receipt_id, item, outcome, reason, corrected_by)
    select id, 0, 'rejected', reason, ${input.by}::uuid from withdrawn
    on conflict (receipt_id, item) do update set outcome = excluded.outcome, corrected_by = excluded.corrected_by
    returning item`;
  return rows.length === 1;
}
