import type { Ctx } from "#server/services/context.ts";

/** An event as a test puts it into the log; what it leaves out is made up. */
export interface StoredFact {
  readonly pattern: string;
  readonly timestamp?: string;
  readonly payload?: object;
  readonly eventId?: string;
}

/** Puts events into the log as they would be after processing, without matching them; returns their row ids. */
export async function storeEvents(
  { db, newId }: Pick<Ctx, "db" | "newId">,
  facts: readonly StoredFact[],
): Promise<string[]> {
  const rows = facts.map((fact) => {
    const id = newId();
    return { ...fact, id, eventId: fact.eventId ?? id };
  });
  await db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    select id, event_id, pattern, '1.0', '{"type":"external","id":"test"}', "timestamp" at time zone 'UTC', payload, '{}'
    from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.eventId)}::text[],
      ${rows.map((row) => row.pattern)}::text[],
      ${rows.map((row) => row.timestamp ?? "2026-03-01T12:00:00Z")}::timestamptz[],
      ${rows.map((row) => JSON.stringify(row.payload ?? {}))}::jsonb[]
    ) as fact (id, event_id, pattern, "timestamp", payload)`;
  return rows.map((row) => row.id);
}
