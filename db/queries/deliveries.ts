import type { Sql } from "../client.ts";

export interface MatchRow {
  readonly eventRowId: string;
  readonly patternId: string;
  readonly patternVersion: number;
  readonly workflowId: string;
}

export async function insertMatches(sql: Sql, rows: readonly MatchRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into matches (event_row_id, pattern_id, pattern_version, workflow_id, matched_at)
    select *, ${at.toISOString()}::timestamptz from unnest(
      ${rows.map((row) => row.eventRowId)}::uuid[],
      ${rows.map((row) => row.patternId)}::uuid[],
      ${rows.map((row) => row.patternVersion)}::int[],
      ${rows.map((row) => row.workflowId)}::uuid[]
    )`;
}

export interface DeliveryRow {
  readonly id: string;
  readonly eventRowId: string;
  readonly workflowId: string;
}

/** Due at once. Times of deliveries are the database's: processes on several machines share one clock by it. */
export async function insertDeliveries(sql: Sql, rows: readonly DeliveryRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into deliveries (id, event_row_id, workflow_id, status, due_at, created_at)
    select *, 'pending', now(), now() from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.eventRowId)}::uuid[],
      ${rows.map((row) => row.workflowId)}::uuid[]
    )`;
}

/** A delivery that this process may now attempt, with all that the target is given. JSON members are text. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly attempt: number;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly target: unknown;
  readonly signingSecret: string;
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  readonly timestamp: string;
  readonly source: string;
  readonly payload: string;
  readonly metadata: string;
}

/**
 * Takes due deliveries: nobody else attempts them until their target's own time limit and `marginMs` are over.
 * One whose process died meanwhile is due again then, and is given up once it has used its attempts: it may be what
 * kills the process.
 */
export async function claimDeliveries(
  sql: Sql,
  input: { readonly ids: readonly string[]; readonly marginMs: number; readonly maxAttempts: number },
): Promise<ClaimedDelivery[]> {
  return await sql<ClaimedDelivery[]>`
    with due as (
      select id, attempts from deliveries
      where id = any(${input.ids}::uuid[]) and status in ('pending', 'running', 'retrying') and due_at <= now()
        and (claimed_until is null or claimed_until <= now())
      order by id
      for update skip locked
    ), given_up as (
      update deliveries set status = 'dead', claimed_until = null, finished_at = now()
      from due where deliveries.id = due.id and due.attempts >= ${input.maxAttempts}
    ), claimed as (
      update deliveries set status = 'running', attempts = deliveries.attempts + 1,
        claimed_until = now()
          + make_interval(secs => (${input.marginMs} + coalesce((workflows.target->>'timeoutMs')::int, 0)) / 1000.0)
      from due, workflows
      where deliveries.id = due.id and due.attempts < ${input.maxAttempts} and workflows.id = deliveries.workflow_id
      returning deliveries.id, deliveries.attempts, deliveries.workflow_id, deliveries.event_row_id
    )
    select claimed.id, claimed.attempts as attempt, workflows.id as "workflowId", workflows.name as "workflowName",
      workflows.target, workflows.signing_secret as "signingSecret", events.event_id as "eventId", events.pattern,
      events.version, events."timestamp", events.source::text as source, events.payload::text as payload,
      events.metadata::text as metadata
    from claimed
    join workflows on workflows.id = claimed.workflow_id
    join events on events.id = claimed.event_row_id`;
}

/** How one attempt ended, and what the delivery is after it. `request` and `response` are JSON text. */
export interface AttemptRow {
  readonly deliveryId: string;
  readonly number: number;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly outcome: "succeeded" | "failed";
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly request: string | null;
  readonly response: string | null;
  readonly deliveryStatus: "succeeded" | "retrying" | "dead";
  /** How long a delivery that is retried waits, in milliseconds. */
  readonly retryInMs: number | null;
}

/** Writes attempts and their deliveries' new state in one statement, so that neither is without the other. */
export async function recordAttempts(sql: Sql, rows: readonly AttemptRow[]): Promise<void> {
  await sql`
    with tried as (
      select * from unnest(
        ${rows.map((row) => row.deliveryId)}::uuid[],
        ${rows.map((row) => row.number)}::int[],
        ${rows.map((row) => row.startedAt.toISOString())}::timestamptz[],
        ${rows.map((row) => row.durationMs)}::int[],
        ${rows.map((row) => row.outcome)}::text[],
        ${rows.map((row) => row.statusCode)}::int[],
        ${rows.map((row) => row.error)}::text[],
        ${rows.map((row) => row.request)}::jsonb[],
        ${rows.map((row) => row.response)}::jsonb[],
        ${rows.map((row) => row.deliveryStatus)}::text[],
        ${rows.map((row) => row.retryInMs)}::int[]
      ) as t (delivery_id, number, started_at, duration_ms, outcome, status_code, error, request, response, status,
        retry_in_ms)
    ), kept as (
      insert into attempts (delivery_id, number, started_at, duration_ms, outcome, status_code, error, request, response)
      select delivery_id, number, started_at, duration_ms, outcome, status_code, error, request, response from tried
      on conflict (delivery_id, number) do nothing
    )
    update deliveries set status = tried.status, claimed_until = null,
      due_at = case when tried.status = 'retrying' then now() + tried.retry_in_ms * interval '1 ms' else due_at end,
      finished_at = case when tried.status = 'retrying' then null else now() end
    from tried where deliveries.id = tried.delivery_id and deliveries.attempts = tried.number
      and deliveries.status = 'running'`;
}

/**
 * Deliveries that nobody works on: due for a retry now, or due for longer than `orphanAgeMs` and never fed or left
 * behind by a process that died.
 */
export async function waitingDeliveryIds(
  sql: Sql,
  input: { readonly orphanAgeMs: number; readonly limit: number },
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from deliveries
    where status in ('pending', 'running', 'retrying')
      and due_at <= now() - case when status = 'retrying' then 0 else ${input.orphanAgeMs}::int end * interval '1 ms'
      and (claimed_until is null or claimed_until <= now())
    order by due_at limit ${input.limit}`;
  return rows.map((row) => row.id);
}
