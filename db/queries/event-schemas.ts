import type { Sql } from "../client.ts";

/** A schema of an event name without its document. `fingerprint` is hexadecimal. */
export interface SchemaSummaryRow {
  readonly pattern: string;
  readonly version: string;
  readonly number: number;
  readonly id: number;
  readonly dialect: string;
  readonly fingerprint: string;
  readonly authorLabel: string;
  readonly createdAt: string;
  /** Null: it judges events. */
  readonly deletedAt: string | null;
}

export interface SchemaRow extends SchemaSummaryRow {
  /** As it was registered. */
  readonly document: string;
}

export type NewSchemaRow = Omit<SchemaRow, "id" | "createdAt" | "deletedAt">;

export interface SchemaKey {
  readonly pattern: string;
  readonly version: string;
}

/** All schemas of an event name, deleted ones too, in the order in which they were registered. */
export async function schemasOf(sql: Sql, pattern: string): Promise<SchemaSummaryRow[]> {
  return await sql<SchemaSummaryRow[]>`
    select ${summary(sql)} from event_schemas where pattern = ${pattern} order by number`;
}

export async function findSchema(sql: Sql, { pattern, version }: SchemaKey): Promise<SchemaRow | null> {
  const [row] = await sql<SchemaRow[]>`
    select ${summary(sql)}, document from event_schemas where pattern = ${pattern} and version = ${version}`;
  return row ?? null;
}

/** Deleted ones too: an id stands for its document for ever. */
export async function findSchemaById(sql: Sql, id: number): Promise<SchemaRow | null> {
  const [row] = await sql<SchemaRow[]>`
    select ${summary(sql)}, document from event_schemas where id = ${id}`;
  return row ?? null;
}

/** @returns its id */
export async function insertSchema(transaction: Sql, row: NewSchemaRow): Promise<number> {
  const [inserted] = await transaction<{ id: number }[]>`
    insert into event_schemas (pattern, version, number, dialect, document, fingerprint, author_label)
    values (${row.pattern}, ${row.version}, ${row.number}, ${row.dialect}, ${row.document},
      decode(${row.fingerprint}, 'hex'), ${row.authorLabel})
    returning id`;
  if (!inserted) throw new Error("An inserted schema has no id.");
  return inserted.id;
}

/** Makes a deleted schema judge events again. */
export async function restoreSchema(transaction: Sql, { pattern, version }: SchemaKey): Promise<void> {
  await transaction`
    update event_schemas set deleted_at = null where pattern = ${pattern} and version = ${version}`;
}

export async function deleteSchemas(
  transaction: Sql,
  pattern: string,
  versions: readonly string[],
  at: Date,
): Promise<void> {
  await transaction`
    update event_schemas set deleted_at = ${at.toISOString()}
    where pattern = ${pattern} and version = any(${versions}::text[])`;
}

/** What a process needs to know of every schema that judges events. */
export type LiveSchemaRow = Pick<SchemaSummaryRow, "pattern" | "version" | "id" | "fingerprint">;

/** Each name's schemas in the order in which they were registered. */
export async function liveSchemas(sql: Sql): Promise<LiveSchemaRow[]> {
  return await sql<LiveSchemaRow[]>`
    select pattern, version, id, encode(fingerprint, 'hex') as fingerprint from event_schemas
    where deleted_at is null order by pattern, number`;
}

function summary(sql: Sql) {
  return sql`pattern, version, number, id, dialect, encode(fingerprint, 'hex') as fingerprint,
    author_label as "authorLabel", created_at as "createdAt", deleted_at as "deletedAt"`;
}
