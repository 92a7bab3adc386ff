import type { Sql } from "../client.ts";

/** What people know a pattern by. */
export interface PatternLabelRow {
  readonly id: string;
  readonly name: string;
  readonly workflowId: string;
  readonly workflowName: string;
}

export async function patternLabels(sql: Sql, ids: readonly string[]): Promise<PatternLabelRow[]> {
  return await sql<PatternLabelRow[]>`
    select patterns.id, patterns.name, patterns.workflow_id as "workflowId", workflows.name as "workflowName"
    from patterns join workflows on workflows.id = patterns.workflow_id
    where patterns.id = any(${ids}::uuid[])`;
}
