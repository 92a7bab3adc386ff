import type { Sql } from "../client.ts";

export interface ReceiptSearch {
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly sourceKey: string | null;
}

export interface ReceiptListRow {
  readonly id: string;
  readonly receivedAt: string;
  readonly door: string;
  readonly sourceKey: string;
  readonly method: string;
  readonly path: string;
  readonly bodyBytes: number;
  readonly status: number;
  readonly outcome: string;
  readonly reason: string | null;
  /** How many requests the row stands for. */
  readonly requests: number;
}

interface ListInput {
  readonly search: ReceiptSearch;
  readonly before: string | null;
  readonly limit: number;
}

/** Newest first, keyset on the id, which is a UUIDv7. */
export async function listReceipts(
  sql: Sql,
  { search, before, limit }: ListInput,
): Promise<ReceiptListRow[]> {
  const { outcome, reason, sourceKey } = search;
  return await sql<ReceiptListRow[]>`
    select id, received_at as "receivedAt", door, source_key as "sourceKey", method, path,
      body_bytes as "bodyBytes", status, outcome, reason, requests
    from receipts where true
    ${outcome === null ? sql`` : sql`and outcome = ${outcome}`}
    ${reason === null ? sql`` : sql`and reason = ${reason}`}
    ${sourceKey === null ? sql`` : sql`and source_key = ${sourceKey}`}
    ${before === null ? sql`` : sql`and id < ${before}::uuid`}
    order by id desc limit ${limit}`;
}

export interface ReceiptDetailRow extends ReceiptListRow {
  readonly sourceName: string | null;
  readonly remoteAddress: string | null;
  /** JSON text: header names in lower case, with their values. */
  readonly headers: string;
  /** JSON text: why it was refused, in full. */
  readonly detail: string | null;
  /** Whether it is known to come from its source: it was verified, or a person vouched for it. */
  readonly isVerified: boolean;
  readonly failures: number;
  readonly processedAt: string | null;
  /** The rejected item that it corrects; both null for any other receipt. */
  readonly correctsReceiptId: string | null;
  readonly correctsItem: number | null;
  /** The first bytes of the body; null when none was kept. */
  readonly body: Uint8Array | null;
}

export async function findReceipt(
  sql: Sql,
  id: string,
  maxBodyBytes: number,
): Promise<ReceiptDetailRow | null> {
  const rows = await sql<ReceiptDetailRow[]>`
    select receipts.id, received_at as "receivedAt", door, source_key as "sourceKey", method, path,
      body_bytes as "bodyBytes", status, outcome, reason, requests, sources.name as "sourceName",
      remote_address as "remoteAddress", headers::text as headers, detail::text as detail, failures,
      status <> 401 or admitted_at is not null as "isVerified",
      processed_at as "processedAt", corrects_receipt_id as "correctsReceiptId", corrects_item as "correctsItem",
      substring(body from 1 for ${maxBodyBytes}) as body
    from receipts left join sources on sources.id = receipts.source_id
    where receipts.id = ${id}`;
  return rows[0] ?? null;
}

export interface ReceiptDetailItemRow {
  readonly item: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly eventRowId: string | null;
  readonly eventId: string | null;
  /** The event's name, where it could be read. */
  readonly pattern: string | null;
  /** JSON text: schemas/receipt.ts `Violation`s of rules that only warn; null where there are none. */
  readonly warnings: string | null;
  /** The receipt of the last correction that a person sent for it. */
  readonly correctedBy: string | null;
}

export async function receiptItems(sql: Sql, id: string, limit: number): Promise<ReceiptDetailItemRow[]> {
  return await sql<ReceiptDetailItemRow[]>`
    select item, outcome, reason, detail::text as detail, event_row_id as "eventRowId", event_id as "eventId",
      pattern, warnings::text as warnings, corrected_by as "correctedBy"
    from receipt_items where receipt_id = ${id} order by item limit ${limit}`;
}
