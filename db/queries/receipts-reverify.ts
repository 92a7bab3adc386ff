import type { Sql } from "../client.ts";

/** A receipt that was put aside, as much of it as verifying it again needs. */
export interface QuarantinedReceipt {
  readonly id: string;
  readonly receivedAt: string;
  readonly sourceId: string | null;
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: its body was not kept, or is not kept any more. */
  readonly body: Uint8Array | null;
  /** What the sender was answered; 401 says that it could not be verified. */
  readonly status: number;
}

/** Those of the receipts that are in quarantine, or have an item that is. */
export async function quarantinedReceipts(sql: Sql, ids: readonly string[]): Promise<QuarantinedReceipt[]> {
  return await sql<QuarantinedReceipt[]>`
    select id, received_at as "receivedAt", source_id as "sourceId", method, path, query, headers, body, status
    from receipts
    where id = any(${ids}::uuid[]) and (outcome = 'quarantined' or outcome = 'mixed' and exists (
      select from receipt_items where receipt_id = receipts.id and receipt_items.outcome = 'quarantined'))
    order by id`;
}

/**
 * Makes receipts wait for processing again, as if they had just been accepted.
 *
 * @returns those of them that still were in quarantine
 */
export async function requeueReceipts(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update receipts set outcome = 'pending', reason = null, detail = null, failures = 0, processed_at = null
    where id = any(${ids}::uuid[]) and outcome in ('quarantined', 'mixed') returning id`;
  return rows.map((row) => row.id);
}
