import { BOOLEAN, type Sql } from "../client.ts";

/** An event to store. `source`, `payload` and `metadata` are JSON text, exactly as they were sent. */
export interface EventRow {
  readonly id: string;
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  readonly source: string;
  readonly timestamp: string;
  readonly payload: string;
  readonly metadata: string;
}

/**
 * Stores the events whose `eventId` is new and returns the `id` of those. Of two rows with one `eventId` the
 * first is stored. Rows go in sorted by `eventId`, so that two transactions cannot wait for each other.
 */
export async function insertEvents(sql: Sql, rows: readonly EventRow[]): Promise<Set<string>> {
  const sorted = [...rows].sort((a, b) => (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0));
  const stored = await sql<{ id: string }[]>`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    select id, event_id, pattern, version, source, "timestamp" at time zone 'UTC', payload, metadata from unnest(
      ${sorted.map((row) => row.id)}::uuid[],
      ${sorted.map((row) => row.eventId)}::text[],
      ${sorted.map((row) => row.pattern)}::text[],
      ${sorted.map((row) => row.version)}::text[],
      ${sorted.map((row) => row.source)}::jsonb[],
      ${sorted.map((row) => row.timestamp)}::timestamptz[],
      ${sorted.map((row) => row.payload)}::jsonb[],
      ${sorted.map((row) => row.metadata)}::jsonb[]
    ) as incoming (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    on conflict (event_id) do nothing
    returning id`;
  return new Set(stored.map((row) => row.id));
}

/** Those of the `eventId`s that are in the log. */
export async function storedEventIds(sql: Sql, eventIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ eventId: string }[]>`
    select event_id as "eventId" from events where event_id = any(${eventIds}::text[])`;
  return new Set(rows.map((row) => row.eventId));
}

/** What an incoming event met under its `eventId`: the stored event, and whether it says the same. */
export interface StoredTwin {
  readonly id: string;
  readonly twinId: string;
  readonly same: boolean;
}

/**
 * Compares incoming events with the stored ones of the same `eventId`. JSON is compared by value (`1.0` is `1`,
 * order of members is nothing).
 *
 * @param rows `timestampStated`: the sender gave the time; one that we made up does not count
 */
export async function compareWithStored(
  sql: Sql,
  rows: readonly (EventRow & { readonly timestampStated: boolean })[],
): Promise<Map<string, StoredTwin>> {
  if (rows.length === 0) return new Map();
  const twins = await sql<StoredTwin[]>`
    select incoming.id, events.id as "twinId",
      events.pattern = incoming.pattern and events.version = incoming.version and events.source = incoming.source
        and events.payload = incoming.payload and events.metadata = incoming.metadata
        and (not incoming.stated or events."timestamp" = incoming."timestamp" at time zone 'UTC') as same
    from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.eventId)}::text[],
      ${rows.map((row) => row.pattern)}::text[],
      ${rows.map((row) => row.version)}::text[],
      ${rows.map((row) => row.source)}::jsonb[],
      ${rows.map((row) => row.timestamp)}::timestamptz[],
      ${sql.array(
        rows.map((row) => row.timestampStated),
        BOOLEAN,
      )}::boolean[],
      ${rows.map((row) => row.payload)}::jsonb[],
      ${rows.map((row) => row.metadata)}::jsonb[]
    ) as incoming (id, event_id, pattern, version, source, "timestamp", stated, payload, metadata)
    join events on events.event_id = incoming.event_id`;
  return new Map(twins.map((twin) => [twin.id, twin]));
}

/** Why Postgres cannot hold a row, by the row's `id`: what its own parsers say of the time and the JSON. */
export async function findUnstorable(sql: Sql, rows: readonly EventRow[]): Promise<Map<string, string>> {
  const unstorable = await sql<{ id: string; message: string }[]>`
    select incoming.id, coalesce(
        (pg_input_error_info(incoming."timestamp", 'timestamptz')).message,
        (pg_input_error_info(incoming.source, 'jsonb')).message,
        (pg_input_error_info(incoming.payload, 'jsonb')).message,
        (pg_input_error_info(incoming.metadata, 'jsonb')).message) as message
    from unnest(
      ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.timestamp)}::text[],
      ${rows.map((row) => row.source)}::text[],
      ${rows.map((row) => row.payload)}::text[],
      ${rows.map((row) => row.metadata)}::text[]
    ) as incoming (id, "timestamp", source, payload, metadata)
    where not (pg_input_is_valid(incoming."timestamp", 'timestamptz')
      and pg_input_is_valid(incoming.source, 'jsonb') and pg_input_is_valid(incoming.payload, 'jsonb')
      and pg_input_is_valid(incoming.metadata, 'jsonb'))`;
  return new Map(unstorable.map((row) => [row.id, row.message]));
}
