import type { Sql } from "../client.ts";
import type { EventCursor } from "./events.ts";

/** A part of the log by the events' own `timestamp`: from `from` (inclusive) to `to` (exclusive), RFC 3339 in UTC. */
export interface LogRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** An event's place in the log, and its name. */
export interface EventKeyRow extends EventCursor {
  readonly pattern: string;
}

/** A whole event; `source`, `payload` and `metadata` are JSON text. */
export interface EventBodyRow extends EventKeyRow {
  readonly eventId: string;
  readonly version: string;
  readonly source: string;
  readonly payload: string;
  readonly metadata: string;
}

/** Sorts after every name that begins with the text before it. */
const HIGHEST_CHARACTER = "\u{10ffff}";

/**
 * Names of events that begin with `begin`, in their order: each by one probe of the index, however many events
 * there are.
 */
export async function eventNames(
  sql: Sql,
  { begin, limit }: { readonly begin: string; readonly limit: number },
): Promise<string[]> {
  const end = begin + HIGHEST_CHARACTER;
  const rows = await sql<{ pattern: string }[]>`
    with recursive names (pattern) as (
      (select pattern from events where pattern >= ${begin} and pattern < ${end} order by pattern limit 1)
      union all
      select (select pattern from events where pattern > names.pattern and pattern < ${end} order by pattern limit 1)
      from names where names.pattern is not null
    )
    select pattern from names where pattern is not null limit ${limit}`;
  return rows.map((row) => row.pattern);
}

/** Events of these names, at any time, counted up to `limit`. */
export async function countNamedEvents(sql: Sql, names: readonly string[], limit: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count from (
      select from events where pattern = any(${names}::text[]) limit ${limit}
    ) as counted`;
  return row?.count ?? 0;
}

/** All events of these names, the newest first, by one reading of the names' index: for names that have few. */
export async function namedEventKeys(
  sql: Sql,
  { names, range }: { readonly names: readonly string[]; readonly range: LogRange },
): Promise<EventKeyRow[]> {
  return await sql<EventKeyRow[]>`
    with named as materialized (
      select id, pattern, "timestamp" from events
      where pattern = any(${names}::text[]) ${within(sql, range)}
    )
    select id, pattern, "timestamp" from named order by "timestamp" desc, id desc`;
}

/** The newest events before a place, whatever their names: the next piece of a walk along the index of times. */
export async function eventKeysBefore(
  sql: Sql,
  input: { readonly range: LogRange; readonly before: EventCursor | null; readonly limit: number },
): Promise<EventKeyRow[]> {
  const { range, before, limit } = input;
  const beyond =
    before === null
      ? sql``
      : sql`and ("timestamp", id) < (${before.timestamp}::timestamp, ${before.id}::uuid)`;
  return await sql<EventKeyRow[]>`
    select id, pattern, "timestamp" from events where true ${within(sql, range)} ${beyond}
    order by "timestamp" desc, id desc limit ${limit}`;
}

/**
 * Whole events, in the order of their ids in `ids`: as many from the first on as have `maxBytes` of text together, and
 * the first whatever it has. Those that are not there any more are left out.
 */
export async function eventBodies(
  sql: Sql,
  { ids, maxBytes }: { readonly ids: readonly string[]; readonly maxBytes: number },
): Promise<{ readonly place: number; readonly bytes: number; readonly event: EventBodyRow }[]> {
  const rows = await sql<(EventBodyRow & { place: number; bytes: number })[]>`
    with bodies as materialized (
      select place, id, event_id, pattern, version, source::text as source, "timestamp", payload::text as payload,
        metadata::text as metadata
      from unnest(${ids}::uuid[]) with ordinality as wanted (wanted_id, place) join events on id = wanted_id
    ), measured as (
      select *, octet_length(payload) + octet_length(metadata) + octet_length(source) as bytes from bodies
    ), summed as (
      select *, sum(bytes) over (order by place) as so_far, row_number() over (order by place) as nth from measured
    )
    select place, bytes, id, event_id as "eventId", pattern, version, source, "timestamp", payload, metadata
    from summed where so_far <= ${maxBytes} or nth = 1 order by place`;
  return rows.map(({ place, bytes, ...event }) => ({ place, bytes, event }));
}

/** How many events Postgres expects in a part of the log; null when it says nothing. */
export async function estimateEvents(sql: Sql, range: LogRange): Promise<number | null> {
  const [row] = await sql<
    { "QUERY PLAN": readonly { readonly Plan?: { readonly "Plan Rows"?: number } }[] }[]
  >`
    explain (format json) select from events where true ${within(sql, range)}`;
  return row?.["QUERY PLAN"][0]?.Plan?.["Plan Rows"] ?? null;
}

/** Events of a part of the log, counted up to `limit`. */
export async function countEvents(sql: Sql, range: LogRange, limit: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count from (select from events where true ${within(sql, range)} limit ${limit}) as counted`;
  return row?.count ?? 0;
}

function within(sql: Sql, { from, to }: LogRange) {
  return sql`
    ${from === null ? sql`` : sql`and "timestamp" >= ${from}::timestamp`}
    ${to === null ? sql`` : sql`and "timestamp" < ${to}::timestamp`}`;
}
