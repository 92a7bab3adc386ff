import type { ItemOutcome } from "#schemas/receipt.ts";
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
  readonly query: string | null;
  readonly remoteAddress: string | null;
  readonly headers: string;
  readonly body: Uint8Array | null;
  readonly bodyBytes: number;
  readonly status: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly detail: string | null;
  /** How many requests the row stands for. */
  readonly requests: number;
}

/** One statement, one commit: unnest costs about half of a VALUES list with a row for each receipt. */
export async function insertReceipts(sql: Sql, rows: readonly ReceiptRow[]): Promise<void> {
  await sql`
    insert into receipts (id, received_at, door, source_id, source_key, method, path, query, remote_address,
      headers, body, body_bytes, status, outcome, reason, detail, requests)
    select * from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.receivedAt)}::timestamptz[],
      ${rows.map((row) => row.door)}::text[],
      ${rows.map((row) => row.sourceId)}::uuid[],
      ${rows.map((row) => row.sourceKey)}::text[],
      ${rows.map((row) => row.method)}::text[],
      ${rows.map((row) => row.path)}::text[],
      ${rows.map((row) => row.query)}::text[],
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
      ${rows.map((row) => row.detail)}::jsonb[],
      ${rows.map((row) => row.requests)}::int[]
    )`;
}

/** A pending receipt, as much of it as decoding needs. */
export interface PendingReceipt {
  readonly id: string;
  readonly receivedAt: string;
  readonly sourceId: string | null;
  readonly sourceKey: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent: compressed, if it was. */
  readonly body: Uint8Array;
  /** How often processing it failed, or was begun by a process that died. */
  readonly failures: number;
  /** A person wrote it, to correct a rejected item: it is an envelope, whatever its source sends. */
  readonly isCorrection: boolean;
}

/** Those of the receipts that still wait, with the size of their bodies as sent, in id order. */
export async function pendingReceiptSizes(
  sql: Sql,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly sourceId: string | null; readonly bodyBytes: number }[]> {
  return await sql<{ id: string; sourceId: string | null; bodyBytes: number }[]>`
    select id, source_id as "sourceId", body_bytes as "bodyBytes" from receipts
    where id = any(${ids}::uuid[]) and outcome = 'pending' order by id`;
}

/** Those of the receipts that still wait, in id order. Nothing is locked: see lockPendingReceipts. */
export async function readPendingReceipts(sql: Sql, ids: readonly string[]): Promise<PendingReceipt[]> {
  return await sql<PendingReceipt[]>`
    select id, received_at as "receivedAt", source_id as "sourceId", source_key as "sourceKey", headers, body, failures,
      corrects_receipt_id is not null as "isCorrection"
    from receipts
    where id = any(${ids}::uuid[]) and outcome = 'pending' and body is not null
    order by id`;
}

/**
 * Takes those of the receipts that still wait and that no other transaction has taken, and returns their ids. In id
 * order, so that transactions take locks in one order.
 */
export async function lockPendingReceipts(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from receipts where id = any(${ids}::uuid[]) and outcome = 'pending'
    order by id
    for update skip locked`;
  return rows.map((row) => row.id);
}

export interface ReceiptItemRow {
  readonly receiptId: string;
  readonly item: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly eventRowId: string | null;
  readonly eventId: string | null;
  /** The event's name, where it could be read. */
  readonly pattern: string | null;
  /** JSON text: what rules that only warn say. */
  readonly warnings: string | null;
}

/** What an earlier turn made of an item. */
export interface EarlierItem {
  readonly receiptId: string;
  readonly item: number;
  readonly outcome: ItemOutcome;
  readonly reason: string | null;
  /** A person sent a correction for it. */
  readonly isCorrected: boolean;
}

/** The items of receipts that are processed once more, in order; none for those that are processed first. */
export async function earlierItems(sql: Sql, receiptIds: readonly string[]): Promise<EarlierItem[]> {
  return await sql<EarlierItem[]>`
    select receipt_id as "receiptId", item, outcome, reason, corrected_by is not null as "isCorrected"
    from receipt_items
    where receipt_id = any(${receiptIds}::uuid[]) order by receipt_id, item`;
}

/** Writes what became of items, over what an earlier turn held or rejected. What it settled for good stays what it was. */
export async function writeReceiptItems(sql: Sql, rows: readonly ReceiptItemRow[]): Promise<void> {
  await sql`
    insert into receipt_items (receipt_id, item, outcome, reason, detail, event_row_id, event_id, pattern, warnings)
    select * from unnest(
      ${rows.map((row) => row.receiptId)}::uuid[],
      ${rows.map((row) => row.item)}::int[],
      ${rows.map((row) => row.outcome)}::text[],
      ${rows.map((row) => row.reason)}::text[],
      ${rows.map((row) => row.detail)}::jsonb[],
      ${rows.map((row) => row.eventRowId)}::uuid[],
      ${rows.map((row) => row.eventId)}::text[],
      ${rows.map((row) => row.pattern)}::text[],
      ${rows.map((row) => row.warnings)}::jsonb[]
    )
    on conflict (receipt_id, item) do update set outcome = excluded.outcome, reason = excluded.reason,
      detail = excluded.detail, event_row_id = excluded.event_row_id, event_id = excluded.event_id,
      pattern = excluded.pattern, warnings = excluded.warnings
    where receipt_items.outcome in ('quarantined', 'rejected')`;
}

export interface ProcessedReceipt {
  readonly id: string;
  readonly outcome: string;
  readonly reason: string | null;
}

export async function finishReceipts(sql: Sql, rows: readonly ProcessedReceipt[], at: Date): Promise<void> {
  await sql`
    update receipts set outcome = done.outcome, reason = done.reason, detail = null, processed_at = ${at.toISOString()}
    from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.outcome)}::text[],
      ${rows.map((row) => row.reason)}::text[]
    ) as done (id, outcome, reason)
    where receipts.id = done.id`;
}

/** Counts a failure of our own against a receipt that waits. */
export async function countReceiptFailure(sql: Sql, id: string): Promise<void> {
  await sql`update receipts set failures = failures + 1 where id = ${id} and outcome = 'pending'`;
}

/** Takes back what startSuspect counted: the receipt was not what failed. */
export async function uncountReceiptFailure(sql: Sql, id: string): Promise<void> {
  await sql`update receipts set failures = failures - 1 where id = ${id} and outcome = 'pending' and failures > 0`;
}

/**
 * Counts a failure against a receipt before it is tried, so that it is counted even if the process dies of it. One
 * that has failed `limit` times is put aside instead, so that it cannot be tried for ever.
 *
 * @param detail JSON text, kept with a receipt that is put aside
 * @returns `started`: try it now; `given_up`: it was put aside; `gone`: it does not wait any more
 */
export async function startSuspect(
  sql: Sql,
  input: { readonly id: string; readonly limit: number; readonly detail: string; readonly at: Date },
): Promise<"started" | "given_up" | "gone"> {
  const rows = await sql<{ outcome: string }[]>`
    update receipts set
      failures = case when failures < ${input.limit} then failures + 1 else failures end,
      outcome = case when failures < ${input.limit} then outcome else 'quarantined' end,
      reason = case when failures < ${input.limit} then reason else 'processing_failed' end,
      detail = case when failures < ${input.limit} then null else ${input.detail}::jsonb end,
      processed_at = case when failures < ${input.limit} then null else ${input.at.toISOString()}::timestamptz end
    where id = ${input.id} and outcome = 'pending'
    returning outcome`;
  const [row] = rows;
  if (row === undefined) return "gone";
  return row.outcome === "pending" ? "started" : "given_up";
}

export async function ensureReceiptPartitions(sql: Sql, daysAhead: number): Promise<void> {
  await sql`select tidings_ensure_receipt_partitions(${daysAhead})`;
}
