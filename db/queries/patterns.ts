import type { Sql } from "../client.ts";

/** A pattern at its present version; `filters` is JSON. */
export interface PatternRow {
  readonly id: string;
  readonly workflowId: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly filters: unknown;
  readonly enabled: boolean;
  readonly version: number;
}

export interface PatternListRow extends Omit<PatternRow, "filters"> {
  readonly filterCount: number;
  readonly workflowName: string;
  readonly workflowEnabled: boolean;
  readonly updatedAt: string;
  /** Counted up to the limit that was given. */
  readonly matches: number;
  readonly lastMatchAt: string | null;
}

interface ListInput {
  /** Name of the last row of the page before, null for the first page. */
  readonly after: string | null;
  readonly limit: number;
  readonly maxMatchesCounted: number;
}

/** By name, keyset on it. The newest match is the one with the highest event row id (UUIDv7). */
export async function listPatterns(sql: Sql, input: ListInput): Promise<PatternListRow[]> {
  return await sql<PatternListRow[]>`
    with page as (
      select * from patterns ${input.after === null ? sql`` : sql`where name > ${input.after}`}
      order by name limit ${input.limit}
    )
    select page.id, page.workflow_id as "workflowId", page.name, page.type, page.value, page.enabled, page.version,
      jsonb_array_length(page.filters) as "filterCount", workflows.name as "workflowName",
      workflows.enabled as "workflowEnabled", page.updated_at as "updatedAt",
      (select count(*) from (select from matches where pattern_id = page.id limit ${input.maxMatchesCounted + 1}) as counted)
        as matches,
      (select matched_at from matches where pattern_id = page.id order by event_row_id desc limit 1) as "lastMatchAt"
    from page join workflows on workflows.id = page.workflow_id
    order by page.name`;
}

export async function findPattern(sql: Sql, id: string): Promise<PatternRow | null> {
  const rows = await sql<PatternRow[]>`select ${columns(sql)} from patterns where id = ${id}`;
  return rows[0] ?? null;
}

/**
 * Holds the row until the transaction ends, so that two changes follow one another. The revision is held first, as
 * every change of a pattern takes it before its rows: two that took them in turns would wait for each other.
 */
export async function lockPattern(transaction: Sql, id: string): Promise<PatternRow | null> {
  await transaction`select from revisions where name = 'patterns' for update`;
  const rows = await transaction<PatternRow[]>`
    select ${columns(transaction)} from patterns where id = ${id} for update`;
  return rows[0] ?? null;
}

export async function insertPattern(transaction: Sql, row: PatternRow): Promise<"created" | "name_taken"> {
  const created = await transaction`
    insert into patterns (id, workflow_id, name, type, value, filters, enabled, version)
    values (${row.id}, ${row.workflowId}, ${row.name}, ${row.type}, ${row.value},
      ${JSON.stringify(row.filters)}::jsonb, ${row.enabled}, ${row.version})
    on conflict (name) do nothing returning id`;
  return created.length === 1 ? "created" : "name_taken";
}

export async function replacePattern(transaction: Sql, row: PatternRow): Promise<void> {
  await transaction`
    update patterns set workflow_id = ${row.workflowId}, name = ${row.name}, type = ${row.type}, value = ${row.value},
      filters = ${JSON.stringify(row.filters)}::jsonb, enabled = ${row.enabled}, version = ${row.version},
      updated_at = now()
    where id = ${row.id}`;
}

/** Whether another pattern has this name. */
export async function isPatternNameTaken(sql: Sql, name: string, exceptId: string): Promise<boolean> {
  const rows = await sql`select from patterns where name = ${name} and id <> ${exceptId}`;
  return rows.length > 0;
}

function columns(sql: Sql) {
  return sql`id, workflow_id as "workflowId", name, type, value, filters, enabled, version`;
}
