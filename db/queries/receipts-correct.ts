import type { Sql } from "../client.ts";
import type { PendingReceipt, ReceiptRow } from "./receipts.ts";

/** An item of a receipt, and what it was read from. */
export interface ItemOrigin extends Omit<PendingReceipt, "body"> {
  readonly outcome: string;
  readonly eventId: string | null;
  /** Null: it is not kept any more. */
  readonly body: Uint8Array | null;
}

export async function findItemOrigin(sql: Sql, receiptId: string, item: number): Promise<ItemOrigin | null> {
  const rows = await sql<ItemOrigin[]>`
    select receipts.id, received_at as "receivedAt", source_id as "sourceId", source_key as "sourceKey", headers, body,
      failures, corrects_receipt_id is not null as "isCorrection", receipt_items.outcome, event_id as "eventId"
    from receipt_items join receipts on receipts.id = receipt_items.receipt_id
    where receipt_id = ${receiptId} and item = ${item}`;
  return rows[0] ?? null;
}

/** The outcome of the receipt, held until the transaction ends; null when there is none. */
export async function holdReceipt(transaction: Sql, id: string): Promise<string | null> {
  const rows = await transaction<{ outcome: string }[]>`
    select outcome from receipts where id = ${id} for update`;
  return rows[0]?.outcome ?? null;
}

/** What stands for an item by now: itself, or the last of its corrections. */
export interface LatestCorrection {
  readonly receiptId: string;
  readonly item: number;
  readonly outcome: string;
  /** A correction that has no item yet, since it was not processed. */
  readonly unprocessed: string | null;
}

/** More corrections of corrections than anybody writes. */
const MAX_CORRECTIONS = 1_000;

export async function latestCorrection(
  sql: Sql,
  receiptId: string,
  item: number,
): Promise<LatestCorrection | null> {
  const rows = await sql<LatestCorrection[]>`
    with recursive chain (receipt_id, item, outcome, corrected_by, length) as (
      select receipt_id, item, outcome, corrected_by, 1 from receipt_items
      where receipt_id = ${receiptId} and item = ${item}
      union all
      select next.receipt_id, next.item, next.outcome, next.corrected_by, length + 1
      from chain join receipt_items as next on next.receipt_id = chain.corrected_by and next.item = 0
      where length < ${MAX_CORRECTIONS}
    )
    select receipt_id as "receiptId", item, outcome, corrected_by as unprocessed from chain order by length desc limit 1`;
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

/** Notes of an item that a correction replaces it. */
export async function markCorrected(
  transaction: Sql,
  input: { readonly receiptId: string; readonly item: number; readonly by: string },
): Promise<void> {
  await transaction`
    update receipt_items set corrected_by = ${input.by}
    where receipt_id = ${input.receiptId} and item = ${input.item}`;
}
