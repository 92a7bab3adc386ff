import type { Sql } from "../client.ts";

export interface SourceRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly preset: string;
  /** schemas/source-configuration.ts `SourceOverrides`. */
  readonly configuration: unknown;
  readonly enabled: boolean;
  /** Grows by one with every change: the source's ETag. */
  readonly version: number;
}

const columns = (sql: Sql) => sql`id, key, name, preset, configuration, enabled, version`;

export async function allSources(sql: Sql): Promise<SourceRow[]> {
  return await sql<SourceRow[]>`select ${columns(sql)} from sources order by key`;
}

export async function readSource(sql: Sql, id: string): Promise<SourceRow | null> {
  const rows = await sql<SourceRow[]>`select ${columns(sql)} from sources where id = ${id}`;
  return rows[0] ?? null;
}

/** Locked until the transaction ends, so that of two changes at once the second sees the first. */
export async function lockSource(sql: Sql, id: string): Promise<SourceRow | null> {
  const rows = await sql<SourceRow[]>`select ${columns(sql)} from sources where id = ${id} for update`;
  return rows[0] ?? null;
}

/** @param row `configuration` as JSON text */
export async function insertSource(
  sql: Sql,
  row: Omit<SourceRow, "version" | "configuration"> & { readonly configuration: string },
): Promise<"created" | "key_taken"> {
  const created = await sql`
    insert into sources (id, key, name, preset, configuration, enabled)
    values (${row.id}, ${row.key}, ${row.name}, ${row.preset}, ${row.configuration}::jsonb, ${row.enabled})
    on conflict (key) do nothing returning id`;
  return created.length === 1 ? "created" : "key_taken";
}

/** @returns the new version */
export async function updateSource(
  sql: Sql,
  row: Pick<SourceRow, "id" | "name" | "enabled"> & { readonly configuration: string },
): Promise<number> {
  const [updated] = await sql<{ version: number }[]>`
    update sources set name = ${row.name}, configuration = ${row.configuration}::jsonb, enabled = ${row.enabled},
      version = version + 1, updated_at = now()
    where id = ${row.id} returning version`;
  if (!updated) throw new Error(`The source ${row.id} is gone.`);
  return updated.version;
}

/** A secret as it is kept: encrypted. */
export interface SecretRow {
  readonly id: string;
  readonly sourceId: string;
  readonly sealed: string;
  readonly expiresAt: string | null;
}

/** All secrets of all sources, the newest first. */
export async function allSecrets(sql: Sql): Promise<SecretRow[]> {
  return await sql<SecretRow[]>`
    select id, source_id as "sourceId", sealed, expires_at as "expiresAt" from source_secrets
    order by created_at desc, id desc`;
}

/** What people may know of a secret. */
export interface SecretListRow {
  readonly id: string;
  readonly sourceId: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

/** The newest first. */
export async function listSecrets(sql: Sql, sourceIds: readonly string[]): Promise<SecretListRow[]> {
  return await sql<SecretListRow[]>`
    select id, source_id as "sourceId", created_at as "createdAt", expires_at as "expiresAt" from source_secrets
    where source_id = any(${sourceIds}::uuid[]) order by created_at desc, id desc`;
}

export async function insertSecret(
  sql: Sql,
  row: Pick<SecretRow, "id" | "sourceId" | "sealed">,
): Promise<void> {
  await sql`insert into source_secrets (id, source_id, sealed) values (${row.id}, ${row.sourceId}, ${row.sealed})`;
}

/** Gives the source's secrets but one an end, unless they have an earlier one. */
export async function expireOtherSecrets(
  sql: Sql,
  input: { readonly sourceId: string; readonly keepId: string; readonly at: Date },
): Promise<void> {
  const at = input.at.toISOString();
  await sql`
    update source_secrets set expires_at = ${at}
    where source_id = ${input.sourceId} and id <> ${input.keepId} and (expires_at is null or expires_at > ${at})`;
}

/** @returns whether the source had such a secret and it was still valid at `at` */
export async function expireSecret(
  sql: Sql,
  input: { readonly sourceId: string; readonly id: string; readonly at: Date },
): Promise<boolean> {
  const at = input.at.toISOString();
  const expired = await sql`
    update source_secrets set expires_at = ${at}
    where source_id = ${input.sourceId} and id = ${input.id} and (expires_at is null or expires_at > ${at})
    returning id`;
  return expired.length === 1;
}

/** Does nothing, and wakes no process that caches sources, when there is none. */
export async function deleteExpiredSecrets(sql: Sql, before: Date): Promise<void> {
  const at = before.toISOString();
  const [expired] = await sql`select from source_secrets where expires_at < ${at} limit 1`;
  if (expired) await sql`delete from source_secrets where expires_at < ${at}`;
}
