import type { Sql } from "../client.ts";

export interface ApiKeyRow {
  readonly id: string;
  readonly sourceId: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: Uint8Array;
  /** schemas/api-key.ts `ApiKeyScope`. */
  readonly scopes: readonly string[];
  /** schemas/source-configuration.ts `RateLimit`, or null. */
  readonly rateLimit: unknown;
}

export async function liveApiKeys(sql: Sql): Promise<ApiKeyRow[]> {
  return await sql<ApiKeyRow[]>`
    select ${columns(sql)} from api_keys where revoked_at is null`;
}

function columns(sql: Sql) {
  return sql`id, source_id as "sourceId", name, prefix, hash, scopes, rate_limit as "rateLimit"`;
}

/** A key as people see it, without its hash. */
export interface ApiKeyListRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly rateLimit: unknown;
  readonly createdAt: string;
  /** Null while the key is live. */
  readonly revokedAt: string | null;
}

/** The newest first, keyset on the id: ids are UUIDv7. */
export async function listApiKeys(
  sql: Sql,
  page: { readonly sourceId: string; readonly before: string | null; readonly limit: number },
): Promise<ApiKeyListRow[]> {
  return await sql<ApiKeyListRow[]>`
    select ${listColumns(sql)} from api_keys
    where source_id = ${page.sourceId} ${page.before === null ? sql`` : sql`and id < ${page.before}`}
    order by id desc limit ${page.limit}`;
}

export async function findApiKey(sql: Sql, id: string): Promise<ApiKeyListRow | null> {
  const rows = await sql<ApiKeyListRow[]>`select ${listColumns(sql)} from api_keys where id = ${id}`;
  return rows[0] ?? null;
}

function listColumns(sql: Sql) {
  return sql`
    id, name, prefix, scopes, rate_limit as "rateLimit", created_at as "createdAt", revoked_at as "revokedAt"`;
}

export async function insertApiKey(sql: Sql, row: ApiKeyRow): Promise<void> {
  const rateLimit = row.rateLimit === null ? null : JSON.stringify(row.rateLimit);
  await sql`
    insert into api_keys (id, source_id, name, prefix, hash, scopes, rate_limit)
    values (${row.id}, ${row.sourceId}, ${row.name}, ${row.prefix}, ${Buffer.from(row.hash)},
      ${[...row.scopes]}::varchar[], ${rateLimit}::jsonb)`;
}

/** @returns whether there was such a key and it was live */
export async function revokeApiKey(sql: Sql, id: string, at: Date): Promise<boolean> {
  const revoked = await sql`
    update api_keys set revoked_at = ${at.toISOString()} where id = ${id} and revoked_at is null returning id`;
  return revoked.length === 1;
}
