import type { Sql } from "../client.ts";
import type { PatternRow } from "./patterns.ts";

/** A pattern of today, and what is known of it at the time when one event was stored. */
export interface ExplainedPatternRow extends PatternRow {
  readonly workflowName: string;
  readonly workflowEnabled: boolean;
  /** The match that the log recorded; null without one. */
  readonly recordedVersion: number | null;
  readonly matchedAt: string | null;
  /** The version that was in force when the event was stored, and its definition; null: there was none. */
  readonly versionThen: number | null;
  readonly definitionThen: unknown;
}

/** The stored event that is explained; null: it is not stored. */
export type StoredMoment = { readonly id: string; readonly createdAt: string } | null;

interface CandidatesInput {
  readonly event: StoredMoment;
  readonly eventName: string;
  /**
   * `fitting`: patterns whose name fits the event's. `others`: those whose name does not. Whether a regular expression does
   * is not known here: both have them all.
   */
  readonly part: "fitting" | "others";
  /** Name of the last pattern that is known; null: from the first. */
  readonly after: string | null;
  readonly limit: number;
}

/** Patterns by name, keyset on it. */
export async function explainedPatterns(sql: Sql, input: CandidatesInput): Promise<ExplainedPatternRow[]> {
  const { event, eventName, part, after, limit } = input;
  const fits = sql`(case type when 'exact' then value = ${eventName} when 'prefix' then starts_with(${eventName}, value) end)`;
  const ofPart = part === "fitting" ? sql`${fits}` : sql`not ${fits}`;
  const beyond = after === null ? sql`` : sql`and name > ${after}`;
  return await rowsOf(
    sql,
    sql`select * from patterns where (type = 'regex' or ${ofPart}) ${beyond} order by name limit ${limit}`,
    event,
  );
}

export async function explainedPattern(
  sql: Sql,
  id: string,
  event: StoredMoment,
): Promise<ExplainedPatternRow | null> {
  const rows = await rowsOf(sql, sql`select * from patterns where id = ${id}`, event);
  return rows[0] ?? null;
}

async function rowsOf(
  sql: Sql,
  patterns: ReturnType<Sql>,
  event: StoredMoment,
): Promise<ExplainedPatternRow[]> {
  return await sql<ExplainedPatternRow[]>`
    with page as (${patterns})
    select page.id, page.workflow_id as "workflowId", page.name, page.type, page.value, page.filters, page.enabled,
      page.version, workflows.name as "workflowName", workflows.enabled as "workflowEnabled",
      matches.pattern_version as "recordedVersion", matches.matched_at as "matchedAt",
      earlier.version as "versionThen", earlier.definition as "definitionThen"
    from page
    join workflows on workflows.id = page.workflow_id
    left join matches on matches.event_row_id = ${event?.id ?? null}::uuid and matches.pattern_id = page.id
    left join lateral (
      select version, definition from pattern_versions
      where pattern_id = page.id and created_at <= ${event?.createdAt ?? null}::timestamptz
      order by version desc limit 1
    ) as earlier on true
    order by page.name`;
}
