import type { Sql } from "../client.ts";

/** A workflow without its secret; `target` is JSON. */
export interface WorkflowRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly target: unknown;
  readonly enabled: boolean;
}

export interface WorkflowListRow extends WorkflowRow {
  readonly createdAt: string;
  readonly patterns: number;
  readonly lastDeliveryAt: string | null;
  readonly lastDeliveryStatus: string | null;
}

/** By name, keyset on it. Ids of deliveries are UUIDv7: the highest is the latest. */
export async function listWorkflows(
  sql: Sql,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<WorkflowListRow[]> {
  return await sql<WorkflowListRow[]>`
    select workflows.id, name, description, target, enabled, workflows.created_at as "createdAt",
      (select count(*) from patterns where workflow_id = workflows.id) as patterns,
      latest.created_at as "lastDeliveryAt", latest.status as "lastDeliveryStatus"
    from workflows left join lateral (
      select created_at, status from deliveries where workflow_id = workflows.id order by id desc limit 1
    ) as latest on true
    ${after === null ? sql`` : sql`where name > ${after}`}
    order by name limit ${limit}`;
}

export async function workflowExists(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql`select from workflows where id = ${id}`;
  return rows.length > 0;
}

/** Holds the row until the transaction ends. */
export async function lockWorkflow(transaction: Sql, id: string): Promise<WorkflowRow | null> {
  const rows = await transaction<WorkflowRow[]>`
    select id, name, description, target, enabled from workflows where id = ${id} for update`;
  return rows[0] ?? null;
}

export async function readWorkflow(sql: Sql, id: string): Promise<WorkflowRow | null> {
  const rows = await sql<WorkflowRow[]>`
    select id, name, description, target, enabled from workflows where id = ${id}`;
  return rows[0] ?? null;
}

/** Whether another workflow has this name. */
export async function isWorkflowNameTaken(sql: Sql, name: string, exceptId: string): Promise<boolean> {
  const rows = await sql`select from workflows where name = ${name} and id <> ${exceptId}`;
  return rows.length > 0;
}

/** Everything but the signing secret. */
export async function replaceWorkflow(transaction: Sql, row: WorkflowRow): Promise<void> {
  await transaction`
    update workflows set name = ${row.name}, description = ${row.description},
      target = ${JSON.stringify(row.target)}::jsonb, enabled = ${row.enabled}, updated_at = now()
    where id = ${row.id}`;
}

export async function setWorkflowEnabled(transaction: Sql, id: string, enabled: boolean): Promise<void> {
  await transaction`update workflows set enabled = ${enabled}, updated_at = now() where id = ${id}`;
}

/** @param signingSecret encrypted */
export async function insertWorkflow(
  transaction: Sql,
  row: WorkflowRow,
  signingSecret: string,
): Promise<"created" | "name_taken"> {
  const created = await transaction`
    insert into workflows (id, name, description, target, signing_secret, enabled)
    values (${row.id}, ${row.name}, ${row.description}, ${JSON.stringify(row.target)}::jsonb, ${signingSecret},
      ${row.enabled})
    on conflict (name) do nothing returning id`;
  return created.length === 1 ? "created" : "name_taken";
}
