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

export async function readSource(sql: Sql, id: string): Promise<SourceRow | null> {
  const rows = await sql<SourceRow[]>`
    select id, key, name, preset, secret, max_body_bytes as "maxBodyBytes", enabled from sources where id = ${id}`;
  return rows[0] ?? null;
}

export async function insertSource(sql: Sql, row: SourceRow): Promise<"created" | "key_taken"> {
  const created = await sql`
    insert into sources (id, key, name, preset, secret, max_body_bytes, enabled)
    values (${row.id}, ${row.key}, ${row.name}, ${row.preset}, ${row.secret}, ${row.maxBodyBytes}, ${row.enabled})
    on conflict (key) do nothing returning id`;
  return created.length === 1 ? "created" : "key_taken";
}
