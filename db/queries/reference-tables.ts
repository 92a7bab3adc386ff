import type { Sql } from "../client.ts";

/** A reference table without its rows. */
export interface ReferenceTableRow {
  readonly name: string;
  readonly keyColumn: string;
  readonly version: number;
  readonly rowCount: number;
  readonly bytes: number;
  readonly authorLabel: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** By name, keyset on it. */
export async function listReferenceTables(
  sql: Sql,
  input: { readonly after: string | null; readonly limit: number },
): Promise<ReferenceTableRow[]> {
  return await sql<ReferenceTableRow[]>`
    select ${columns(sql)} from reference_tables
    ${input.after === null ? sql`` : sql`where name > ${input.after}`}
    order by name limit ${input.limit}`;
}

export async function findReferenceTable(sql: Sql, name: string): Promise<ReferenceTableRow | null> {
  const rows = await sql<ReferenceTableRow[]>`
    select ${columns(sql)} from reference_tables where name = ${name}`;
  return rows[0] ?? null;
}

/** One version of a table: a table that was deleted and made anew begins with version 1 again. */
export interface TableVersion {
  readonly name: string;
  readonly version: number;
  readonly createdAt: string;
}

export async function referenceTableVersions(sql: Sql): Promise<TableVersion[]> {
  return await sql<TableVersion[]>`
    select name, version, created_at as "createdAt" from reference_tables order by name`;
}

/** Of these tables, the rows: JSON text, an object of rows by key. */
export async function referenceTableRows(
  sql: Sql,
  names: readonly string[],
): Promise<(TableVersion & { readonly rows: string })[]> {
  return await sql<(TableVersion & { readonly rows: string })[]>`
    select name, version, created_at as "createdAt", rows from reference_tables where name = any(${sql.array([...names])})`;
}

/** Holds the table until the transaction ends, for whoever replaces or deletes it. */
export async function lockReferenceTable(
  transaction: Sql,
  name: string,
): Promise<(ReferenceTableRow & { readonly rows: string }) | null> {
  const rows = await transaction<(ReferenceTableRow & { readonly rows: string })[]>`
    select ${columns(transaction)}, rows from reference_tables where name = ${name} for update`;
  return rows[0] ?? null;
}

/** Keeps the tables from being deleted until the transaction ends, and says which of them there are. */
export async function holdReferenceTables(transaction: Sql, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await transaction<{ name: string }[]>`
    select name from reference_tables where name = any(${transaction.array([...names])}) order by name for share`;
  return rows.map(({ name }) => name);
}

/** How many other tables there are, and their bytes. */
export async function weighReferenceTables(
  sql: Sql,
  exceptName: string,
): Promise<{ readonly tables: number; readonly bytes: number }> {
  const [row] = await sql<{ tables: number; bytes: number }[]>`
    select count(*) as tables, coalesce(sum(octet_length(rows)), 0)::bigint as bytes
    from reference_tables where name <> ${exceptName}`;
  return row ?? { tables: 0, bytes: 0 };
}

export interface NewReferenceTable {
  readonly name: string;
  readonly keyColumn: string;
  readonly version: number;
  readonly rowCount: number;
  readonly rows: string;
  readonly authorLabel: string;
}

export async function insertReferenceTable(
  transaction: Sql,
  row: NewReferenceTable,
): Promise<"created" | "name_taken"> {
  const created = await transaction`
    insert into reference_tables (name, key_column, version, row_count, rows, author_label)
    values (${row.name}, ${row.keyColumn}, ${row.version}, ${row.rowCount}, ${row.rows}, ${row.authorLabel})
    on conflict (name) do nothing returning name`;
  return created.length === 1 ? "created" : "name_taken";
}

export async function replaceReferenceTable(transaction: Sql, row: NewReferenceTable): Promise<void> {
  await transaction`
    update reference_tables set key_column = ${row.keyColumn}, version = ${row.version}, row_count = ${row.rowCount},
      rows = ${row.rows}, author_label = ${row.authorLabel}, updated_at = now()
    where name = ${row.name}`;
}

export async function deleteReferenceTable(transaction: Sql, name: string): Promise<void> {
  await transaction`delete from reference_tables where name = ${name}`;
}

export interface ReferenceRow {
  readonly key: string;
  /** JSON text. */
  readonly row: string;
}

/** Rows by key (byte order), keyset on it. */
export async function pageOfReferenceRows(
  sql: Sql,
  input: { readonly name: string; readonly after: string | null; readonly limit: number },
): Promise<ReferenceRow[]> {
  return await sql<ReferenceRow[]>`
    select entry.key, entry.value::text as row
    from reference_tables, json_each(reference_tables.rows::json) as entry
    where name = ${input.name}
      ${input.after === null ? sql`` : sql`and entry.key collate "C" > ${input.after}`}
    order by entry.key collate "C" limit ${input.limit}`;
}

/** One row as JSON text; null when the table has none with this key. */
export async function findReferenceRow(sql: Sql, name: string, key: string): Promise<string | null> {
  const rows = await sql<{ row: string | null }[]>`
    select (rows::json -> ${key}::text)::text as row from reference_tables where name = ${name}`;
  return rows[0]?.row ?? null;
}

function columns(sql: Sql) {
  return sql`name, key_column as "keyColumn", version, row_count as "rowCount", octet_length(rows) as bytes,
    author_label as "authorLabel", created_at as "createdAt", updated_at as "updatedAt"`;
}
