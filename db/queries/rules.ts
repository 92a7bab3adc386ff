import type { Sql } from "../client.ts";

/** A pattern that is live: enabled, and of an enabled workflow. */
export interface LiveRule {
  readonly id: string;
  readonly version: number;
  readonly workflowId: string;
  readonly type: string;
  readonly value: string;
  readonly filters: unknown;
}

export async function liveRules(sql: Sql): Promise<LiveRule[]> {
  return await sql<LiveRule[]>`
    select patterns.id, patterns.version, patterns.workflow_id as "workflowId", patterns.type, patterns.value, patterns.filters
    from patterns join workflows on workflows.id = patterns.workflow_id
    where patterns.enabled and workflows.enabled
    order by patterns.id`;
}
