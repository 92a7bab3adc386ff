import { BYTEA, type Sql } from "../client.ts";

/** A receipt as the door writes it. `headers` and `detail` are JSON text. */
export interface ReceiptRow {
  readonly id: string;
  readonly receivedAt: string;
  readonly door: string;
  readonly sourceId: string | null;
  readonly sourceKey: string;
  readonly method: string;
  readonly path: string;
  readonly remoteAddress: string | null;
  readonly headers: string;
  readonly body: Uint8Array | null;
  readonly bodyBytes: number;
  readonly status: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly detail: string | null;
}

/** One statement, one commit: unnest costs about half of a VALUES list with a row for each receipt. */
export async function insertReceipts(sql: Sql, rows: readonly ReceiptRow[]): Promise<void> {
  await sql`
    insert into receipts (id, received_at, door, source_id, source_key, method, path, remote_address, headers,
      body, body_bytes, status, outcome, reason, detail)
    select * from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.receivedAt)}::timestamptz[],
      ${rows.map((row) => row.door)}::text[],
      ${rows.map((row) => row.sourceId)}::uuid[],
      ${rows.map((row) => row.sourceKey)}::text[],
      ${rows.map((row) => row.method)}::text[],
      ${rows.map((row) => row.path)}::text[],
      ${rows.map((row) => row.remoteAddress)}::text[],
      ${rows.map((row) => row.headers)}::jsonb[],
      ${sql.array(
        rows.map((row) => row.body),
        BYTEA,
      )}::bytea[],
      ${rows.map((row) => row.bodyBytes)}::int[],
      ${rows.map((row) => row.status)}::int[],
      ${rows.map((row) => row.outcome)}::text[],
      ${rows.map((row) => row.reason)}::text[],
      ${rows.map((row) => row.detail)}::jsonb[]
    )`;
}

/** A pending receipt, as much of it as decoding needs. */
export interface PendingReceipt {
  readonly id: string;
  readonly receivedAt: string;
  readonly door: string;
  readonly sourceKey: string;
  readonly preset: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Those of the receipts that still wait, with the size of their bodies, in id order. */
export async function pendingReceiptSizes(
  sql: Sql,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly bodyBytes: number }[]> {
  return await sql<{ id: string; bodyBytes: number }[]>`
    select id, body_bytes as "bodyBytes" from receipts
    where id = any(${ids}::uuid[]) and outcome = 'pending' order by id`;
}

/**
 * Takes those of the receipts that still wait and that no other transaction has taken. In id order, so that
 * transactions take locks in one order.
 */
export async function claimPendingReceipts(sql: Sql, ids: readonly string[]): Promise<PendingReceipt[]> {
  return await sql<PendingReceipt[]>`
    select receipts.id, receipts.received_at as "receivedAt", receipts.door, receipts.source_key as "sourceKey",
      (select preset from sources where sources.id = receipts.source_id) as preset, receipts.headers, receipts.body
    from receipts
    where receipts.id = any(${ids}::uuid[]) and receipts.outcome = 'pending'
    order by receipts.id
    for update skip locked`;
}

export interface ReceiptItemRow {
  readonly receiptId: string;
  readonly item: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly eventRowId: string | null;
  readonly eventId: string | null;
}

export async function insertReceiptItems(sql: Sql, rows: readonly ReceiptItemRow[]): Promise<void> {
  await sql`
    insert into receipt_items (receipt_id, item, outcome, reason, detail, event_row_id, event_id)
    select * from unnest(
      ${rows.map((row) => row.receiptId)}::uuid[],
      ${rows.map((row) => row.item)}::int[],
      ${rows.map((row) => row.outcome)}::text[],
      ${rows.map((row) => row.reason)}::text[],
      ${rows.map((row) => row.detail)}::jsonb[],
      ${rows.map((row) => row.eventRowId)}::uuid[],
      ${rows.map((row) => row.eventId)}::text[]
    )`;
}

export interface ProcessedReceipt {
  readonly id: string;
  readonly outcome: string;
  readonly reason: string | null;
}

export async function finishReceipts(sql: Sql, rows: readonly ProcessedReceipt[], at: Date): Promise<void> {
  await sql`
    update receipts set outcome = done.outcome, reason = done.reason, processed_at = ${at.toISOString()}
    from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.outcome)}::text[],
      ${rows.map((row) => row.reason)}::text[]
    ) as done (id, outcome, reason)
    where receipts.id = done.id`;
}

/**
 * Counts a failure of our own against one receipt; at the limit it is put aside, so that it cannot be tried for ever.
 *
 * @param detail JSON text, kept when the receipt is put aside
 */
export async function countReceiptFailure(
  sql: Sql,
  input: { readonly id: string; readonly limit: number; readonly detail: string; readonly at: Date },
): Promise<void> {
  await sql`
    update receipts set
      failures = failures + 1,
      outcome = case when failures + 1 >= ${input.limit} then 'quarantined' else outcome end,
      reason = case when failures + 1 >= ${input.limit} then 'processing_failed' else reason end,
      processed_at = case when failures + 1 >= ${input.limit} then ${input.at.toISOString()}::timestamptz end,
      detail = ${input.detail}::jsonb
    where id = ${input.id} and outcome = 'pending'`;
}

/** Receipts that were accepted before `before` and still wait, oldest first. */
export async function waitingReceiptIds(sql: Sql, before: Date, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from receipts
    where outcome = 'pending' and id < tidings_uuid_floor(${before.toISOString()}::timestamptz)
    order by id limit ${limit}`;
  return rows.map((row) => row.id);
}

export async function ensureReceiptPartitions(sql: Sql, daysAhead: number): Promise<void> {
  await sql`select tidings_ensure_receipt_partitions(${daysAhead})`;
}
