import type { Sql } from "../client.ts";

export interface SourceRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly preset: string;
  readonly secret: string | null;
  readonly maxBodyBytes: number | null;
  readonly enabled: boolean;
}

export async function allSources(sql: Sql): Promise<SourceRow[]> {
  return await sql<SourceRow[]>`
    select id, key, name, preset, secret, max_body_bytes as "maxBodyBytes", enabled from sources order by key`;
}

export async function insertSource(sql: Sql, row: SourceRow): Promise<"created" | "key_taken"> {
  const created = await sql`
    insert into sources (id, key, name, preset, secret, max_body_bytes, enabled)
    values (${row.id}, ${row.key}, ${row.name}, ${row.preset}, ${row.secret}, ${row.maxBodyBytes}, ${row.enabled})
    on conflict (key) do nothing returning id`;
  return created.length === 1 ? "created" : "key_taken";
}

export interface ApiKeyRow {
  readonly id: string;
  readonly sourceId: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: Uint8Array;
}

export async function liveApiKeys(sql: Sql): Promise<ApiKeyRow[]> {
  return await sql<ApiKeyRow[]>`
    select id, source_id as "sourceId", name, prefix, hash from api_keys where revoked_at is null`;
}

export async function insertApiKey(sql: Sql, row: ApiKeyRow): Promise<void> {
  await sql`
    insert into api_keys (id, source_id, name, prefix, hash)
    values (${row.id}, ${row.sourceId}, ${row.name}, ${row.prefix}, ${Buffer.from(row.hash)})`;
}

/** @returns whether there was such a key and it was live */
export async function revokeApiKey(sql: Sql, id: string, at: Date): Promise<boolean> {
  const revoked = await sql`
    update api_keys set revoked_at = ${at.toISOString()} where id = ${id} and revoked_at is null returning id`;
  return revoked.length === 1;
}
