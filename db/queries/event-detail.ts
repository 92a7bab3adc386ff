import type { Sql } from "../client.ts";

/** One event. `source`, `payload` and `metadata` are JSON text, with the digits that were sent; `payload` is null when cut. */
export interface EventDetailRow {
  readonly id: string;
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  readonly sourceType: string;
  readonly sourceId: string;
  /** All of it: it may have more members than `type` and `id`. */
  readonly source: string;
  readonly timestamp: string;
  readonly createdAt: string;
  readonly metadata: string;
  readonly payload: string | null;
  readonly payloadBytes: number;
}

/** @param maxPayloadBytes a longer payload is left out: `eventPayload` reads it when a person asks for it */
export async function findEvent(
  sql: Sql,
  id: string,
  maxPayloadBytes: number,
): Promise<EventDetailRow | null> {
  const rows = await sql<EventDetailRow[]>`
    select id, event_id as "eventId", pattern, version, source->>'type' as "sourceType", source->>'id' as "sourceId",
      source::text as source, "timestamp", created_at as "createdAt", metadata::text as metadata,
      case when octet_length(payload::text) <= ${maxPayloadBytes} then payload::text end as payload,
      octet_length(payload::text) as "payloadBytes"
    from events where id = ${id}`;
  return rows[0] ?? null;
}

export async function eventPayload(sql: Sql, id: string): Promise<string | null> {
  const rows = await sql<{ payload: string }[]>`select payload::text as payload from events where id = ${id}`;
  return rows[0]?.payload ?? null;
}

/** A request that brought this event, or brought it again. */
export interface EventReceiptRow {
  readonly receiptId: string;
  readonly receivedAt: string;
  readonly door: string;
  readonly sourceKey: string;
  readonly status: number;
  readonly outcome: string;
  readonly reason: string | null;
}

export async function eventReceipts(sql: Sql, id: string, limit: number): Promise<EventReceiptRow[]> {
  return await sql<EventReceiptRow[]>`
    select receipts.id as "receiptId", receipts.received_at as "receivedAt", receipts.door,
      receipts.source_key as "sourceKey", receipts.status, receipt_items.outcome, receipt_items.reason
    from receipt_items join receipts on receipts.id = receipt_items.receipt_id
    where receipt_items.event_row_id = ${id}
    order by receipts.id limit ${limit}`;
}

/** A pattern that the event matched, at the version that it had then. */
export interface EventMatchRow {
  readonly patternId: string;
  readonly patternName: string | null;
  readonly patternVersion: number;
  /** The pattern's present version, null when it is gone. */
  readonly currentVersion: number | null;
  readonly type: string | null;
  readonly value: string | null;
  readonly workflowId: string;
  readonly workflowName: string | null;
  readonly matchedAt: string;
}

export async function eventMatches(sql: Sql, id: string, limit: number): Promise<EventMatchRow[]> {
  return await sql<EventMatchRow[]>`
    select matches.pattern_id as "patternId", patterns.name as "patternName",
      matches.pattern_version as "patternVersion", patterns.version as "currentVersion",
      pattern_versions.definition->>'type' as type, pattern_versions.definition->>'value' as value,
      matches.workflow_id as "workflowId", workflows.name as "workflowName", matches.matched_at as "matchedAt"
    from matches
    left join patterns on patterns.id = matches.pattern_id
    left join pattern_versions on pattern_versions.pattern_id = matches.pattern_id
      and pattern_versions.version = matches.pattern_version
    left join workflows on workflows.id = matches.workflow_id
    where matches.event_row_id = ${id}
    order by patterns.name nulls last limit ${limit}`;
}

export interface EventDeliveryRow {
  readonly id: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly targetKind: string;
  readonly status: string;
  readonly attempts: number;
  readonly replayId: string | null;
  readonly createdAt: string;
  readonly dueAt: string;
  readonly finishedAt: string | null;
}

export async function eventDeliveries(sql: Sql, id: string, limit: number): Promise<EventDeliveryRow[]> {
  return await sql<EventDeliveryRow[]>`
    select deliveries.id, deliveries.workflow_id as "workflowId", workflows.name as "workflowName",
      workflows.target->>'kind' as "targetKind", deliveries.status, deliveries.attempts,
      deliveries.replay_id as "replayId", deliveries.created_at as "createdAt", deliveries.due_at as "dueAt",
      deliveries.finished_at as "finishedAt"
    from deliveries join workflows on workflows.id = deliveries.workflow_id
    where deliveries.event_row_id = ${id}
    order by deliveries.id limit ${limit}`;
}

/** One try; `request` and `response` are JSON text as the target wrote them. */
export interface AttemptDetailRow {
  readonly deliveryId: string;
  readonly number: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly outcome: string;
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly request: string | null;
  readonly response: string | null;
}

export async function deliveryAttempts(
  sql: Sql,
  deliveryIds: readonly string[],
  limit: number,
): Promise<AttemptDetailRow[]> {
  if (deliveryIds.length === 0) return [];
  return await sql<AttemptDetailRow[]>`
    select delivery_id as "deliveryId", number, started_at as "startedAt", duration_ms as "durationMs", outcome,
      status_code as "statusCode", error, request::text as request, response::text as response
    from attempts where delivery_id = any(${deliveryIds}::uuid[])
    order by delivery_id, number limit ${limit}`;
}
