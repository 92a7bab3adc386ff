import type { Sql } from "../client.ts";

export interface PatternVersionRow {
  readonly version: number;
  readonly definition: unknown;
  readonly authorLabel: string;
  readonly createdAt: string;
}

interface NewVersion {
  readonly patternId: string;
  readonly version: number;
  readonly definition: object;
  readonly authorLabel: string;
}

export async function insertPatternVersion(transaction: Sql, row: NewVersion): Promise<void> {
  await transaction`
    insert into pattern_versions (pattern_id, version, definition, author_label)
    values (${row.patternId}, ${row.version}, ${JSON.stringify(row.definition)}::jsonb, ${row.authorLabel})`;
}

/** The newest first. */
export async function patternVersions(
  sql: Sql,
  patternId: string,
  limit: number,
): Promise<PatternVersionRow[]> {
  return await sql<PatternVersionRow[]>`
    select version, definition, author_label as "authorLabel", created_at as "createdAt"
    from pattern_versions where pattern_id = ${patternId} order by version desc limit ${limit}`;
}
