import type { Sql } from "../client.ts";

/** How an event name's schemas are kept. */
export interface SubjectRow {
  readonly pattern: string;
  /** Null: the installation's own. */
  readonly compatibility: string | null;
  /** Null: events whose version has no schema are refused. */
  readonly defaultVersion: string | null;
}

export interface SubjectListRow extends SubjectRow {
  /** Schemas that judge events. */
  readonly versions: number;
  /** Of the one that was registered last. */
  readonly latestVersion: string | null;
}

/** No event has an empty name: this row is the installation's own. */
const INSTALLATION = "";

/**
 * Lets changes of schemas follow one another until the transaction ends: each is checked against those before it. All
 * of them take this row for their revision anyway.
 */
export async function lockSchemas(transaction: Sql): Promise<void> {
  await transaction`select from revisions where name = 'schemas' for update`;
}

/** Null: nothing was ever registered or set for the name. */
export async function findSubject(sql: Sql, pattern: string): Promise<SubjectRow | null> {
  const [row] = await sql<SubjectRow[]>`
    select pattern, compatibility, default_version as "defaultVersion" from schema_subjects
    where pattern = ${pattern}`;
  return row ?? null;
}

/** The mode of names that have none of their own; null: nobody set one. */
export async function installationCompatibility(sql: Sql): Promise<string | null> {
  return (await findSubject(sql, INSTALLATION))?.compatibility ?? null;
}

export async function writeInstallationCompatibility(
  transaction: Sql,
  compatibility: string | null,
): Promise<void> {
  await writeSubject(transaction, { pattern: INSTALLATION, compatibility, defaultVersion: null });
}

export async function writeSubject(transaction: Sql, row: SubjectRow): Promise<void> {
  await transaction`
    insert into schema_subjects (pattern, compatibility, default_version)
    values (${row.pattern}, ${row.compatibility}, ${row.defaultVersion})
    on conflict (pattern) do update
      set compatibility = excluded.compatibility, default_version = excluded.default_version, updated_at = now()`;
}

interface ListInput {
  /** Name of the last row of the page before, null for the first page. */
  readonly after: string | null;
  readonly limit: number;
}

/** Names with schemas that judge events, in their order. */
export async function listSubjects(sql: Sql, { after, limit }: ListInput): Promise<SubjectListRow[]> {
  return await sql<SubjectListRow[]>`
    with page as (
      select pattern, count(*) as versions, (array_agg(version order by number desc))[1] as "latestVersion"
      from event_schemas
      where deleted_at is null ${after === null ? sql`` : sql`and pattern > ${after}`}
      group by pattern order by pattern limit ${limit}
    )
    select page.pattern, page.versions, page."latestVersion", compatibility, default_version as "defaultVersion"
    from page left join schema_subjects using (pattern) order by page.pattern`;
}

interface NamesInput {
  readonly beginning: string;
  readonly deleted: "without" | "with" | "only";
  readonly offset: number;
  readonly limit: number;
}

/** Names that have, or had, schemas: as a registry's clients list them, who page by a number of rows. */
export async function subjectNames(sql: Sql, input: NamesInput): Promise<string[]> {
  const { beginning, deleted, offset, limit } = input;
  const having = {
    without: sql`having bool_or(deleted_at is null)`,
    with: sql``,
    only: sql`having bool_and(deleted_at is not null)`,
  };
  const rows = await sql<{ pattern: string }[]>`
    select pattern from event_schemas where starts_with(pattern, ${beginning})
    group by pattern ${having[deleted]} order by pattern offset ${offset} limit ${limit}`;
  return rows.map((row) => row.pattern);
}

/** The version that judges events whose own has no schema, by event name. */
export async function defaultVersions(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ pattern: string; defaultVersion: string }[]>`
    select pattern, default_version as "defaultVersion" from schema_subjects where default_version is not null`;
  return new Map(rows.map((row) => [row.pattern, row.defaultVersion]));
}
