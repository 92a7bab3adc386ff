import type { Sql } from "../client.ts";

/** An event by its publisher's id, or by the id of its row in the log. */
export interface EventKey {
  readonly by: "eventId" | "id";
  readonly value: string;
}

/** A whole event; `source`, `payload` and `metadata` are JSON text, with the digits that were sent. */
export interface EventTextRow {
  readonly id: string;
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  readonly source: string;
  readonly timestamp: string;
  readonly payload: string;
  readonly metadata: string;
  readonly createdAt: string;
}

export async function readEventText(sql: Sql, key: EventKey): Promise<EventTextRow | null> {
  const rows = await sql<EventTextRow[]>`
    select id, event_id as "eventId", pattern, version, source::text as source, "timestamp",
      payload::text as payload, metadata::text as metadata, created_at as "createdAt"
    from events where ${condition(sql, key)}`;
  return rows[0] ?? null;
}

/** The payload alone, and the row that it is of. */
export async function readPayloadText(
  sql: Sql,
  key: EventKey,
): Promise<Pick<EventTextRow, "id" | "payload"> | null> {
  const rows = await sql<Pick<EventTextRow, "id" | "payload">[]>`
    select id, payload::text as payload from events where ${condition(sql, key)}`;
  return rows[0] ?? null;
}

function condition(sql: Sql, { by, value }: EventKey) {
  return by === "id" ? sql`id = ${value}::uuid` : sql`event_id = ${value}`;
}
