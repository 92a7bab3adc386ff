import type { Sql } from "../client.ts";

/** A pattern as the matcher needs it. */
export interface ChangedPattern {
  readonly id: string;
  readonly version: number;
  readonly workflowId: string;
  readonly type: string;
  readonly value: string;
  readonly filters: unknown;
  /** Whether it is enabled, and its workflow is. */
  readonly isLive: boolean;
  /** Value of the revision "patterns" when the pattern, or its workflow, was changed last. */
  readonly revision: number;
}

/** Rows that are fetched at a time: some hundred kilobytes. */
const ROWS_AT_A_TIME = 500;

/**
 * The patterns that were changed after a revision, all as they were at one moment; -1 gives all of them.
 *
 * Who changes patterns takes the revision's row first and holds it to the end, so changes become visible in the order of
 * their revisions: what this sees is all that was done up to the highest revision among it.
 */
export function changedPatterns(sql: Sql, afterRevision: number): AsyncIterable<ChangedPattern[]> {
  return sql<ChangedPattern[]>`
    select patterns.id, patterns.version, patterns.workflow_id as "workflowId", patterns.type, patterns.value,
      patterns.filters, patterns.enabled and workflows.enabled as "isLive", patterns.revision
    from patterns join workflows on workflows.id = patterns.workflow_id
    where patterns.revision > ${afterRevision}`.cursor(ROWS_AT_A_TIME);
}
