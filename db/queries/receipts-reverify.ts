import type { Sql } from "../client.ts";

/** A receipt that was put aside, as much of it as looking at it again needs. Its body: see quarantinedBody. */
export interface QuarantinedReceipt {
  readonly id: string;
  readonly receivedAt: string;
  readonly sourceId: string | null;
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** False: its body was not kept, or is not kept any more. */
  readonly hasBody: boolean;
  /** It was verified when it came, or admitted since. */
  readonly isVerified: boolean;
  /** A person wrote it, to correct a rejected item: it is an envelope, whatever its source sends. */
  readonly isCorrection: boolean;
}

/** Those of the receipts that are in quarantine, or have an item that is. */
export async function quarantinedReceipts(sql: Sql, ids: readonly string[]): Promise<QuarantinedReceipt[]> {
  // 401 is what the sender of a request that could not be verified was answered.
  return await sql<QuarantinedReceipt[]>`
    select id, received_at as "receivedAt", source_id as "sourceId", method, path, query, headers,
      body is not null as "hasBody", status <> 401 or admitted_at is not null as "isVerified",
      corrects_receipt_id is not null as "isCorrection"
    from receipts
    where id = any(${ids}::uuid[]) and (outcome = 'quarantined' or outcome = 'mixed' and exists (
      select from receipt_items where receipt_id = receipts.id and receipt_items.outcome = 'quarantined'))
    order by id`;
}

/** Null: it is not kept any more. */
export async function quarantinedBody(sql: Sql, id: string): Promise<Uint8Array | null> {
  const [row] = await sql<{ body: Uint8Array | null }[]>`select body from receipts where id = ${id}`;
  return row?.body ?? null;
}

/**
 * Makes receipts wait for processing again, as if they had just been accepted. Those that could not be verified are
 * admitted by that: their bodies are kept like any other's.
 *
 * @returns those of them that still were in quarantine, and had a body
 */
export async function requeueReceipts(sql: Sql, ids: readonly string[], at: Date): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update receipts set outcome = 'pending', reason = null, detail = null, failures = 0, processed_at = null,
      admitted_at = case when status = 401 then coalesce(admitted_at, ${at.toISOString()}::timestamptz) end
    where id = any(${ids}::uuid[]) and outcome in ('quarantined', 'mixed') and body is not null
    returning id`;
  return rows.map((row) => row.id);
}

/**
 * Settles receipts of requests in which there is no event.
 *
 * @returns those of them that still were in quarantine
 */
export async function answerReceipts(sql: Sql, ids: readonly string[], at: Date): Promise<string[]> {
  const now = at.toISOString();
  const rows = await sql<{ id: string }[]>`
    update receipts set outcome = 'answered', reason = null, detail = null, processed_at = ${now},
      admitted_at = coalesce(admitted_at, ${now}::timestamptz)
    where id = any(${ids}::uuid[]) and outcome = 'quarantined'
    returning id`;
  return rows.map((row) => row.id);
}
