import { BYTEA, type Sql } from "../client.ts";

/** A publisher's key, and the receipt that it is to stand for. */
export interface IdempotencyRow {
  readonly apiKeyId: string;
  readonly key: string;
  readonly fingerprint: Uint8Array;
  readonly receiptId: string;
}

/**
 * Claims keys that are free, or were claimed before `before`. Of two rows with one key the first has it; one that
 * another transaction is claiming is waited for.
 *
 * @returns the receipts whose keys were free
 */
export async function claimIdempotencyKeys(
  sql: Sql,
  rows: readonly IdempotencyRow[],
  before: Date,
): Promise<Set<string>> {
  // In one order, so that two transactions cannot wait for each other; once each, as the update may touch a row once.
  const first = new Map(rows.toReversed().map((row) => [`${row.apiKeyId} ${row.key}`, row]));
  const sorted = [...first].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const claimed = await sql<{ receiptId: string }[]>`
    insert into idempotency_keys (api_key_id, key, fingerprint, receipt_id)
    select * from unnest(
      ${sorted.map((row) => row.apiKeyId)}::uuid[],
      ${sorted.map((row) => row.key)}::text[],
      ${sql.array(
        sorted.map((row) => Buffer.from(row.fingerprint)),
        BYTEA,
      )}::bytea[],
      ${sorted.map((row) => row.receiptId)}::uuid[]
    )
    on conflict (api_key_id, key) do update
      set fingerprint = excluded.fingerprint, receipt_id = excluded.receipt_id, created_at = now()
      where idempotency_keys.created_at < ${before.toISOString()}
    returning receipt_id as "receiptId"`;
  return new Set(claimed.map((row) => row.receiptId));
}

export async function readIdempotencyKey(
  sql: Sql,
  apiKeyId: string,
  key: string,
): Promise<Pick<IdempotencyRow, "fingerprint" | "receiptId"> | null> {
  const rows = await sql<Pick<IdempotencyRow, "fingerprint" | "receiptId">[]>`
    select fingerprint, receipt_id as "receiptId" from idempotency_keys
    where api_key_id = ${apiKeyId} and key = ${key}`;
  return rows[0] ?? null;
}

export async function deleteIdempotencyKeys(sql: Sql, before: Date): Promise<void> {
  await sql`delete from idempotency_keys where created_at < ${before.toISOString()}`;
}
