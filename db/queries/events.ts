import type { Sql } from "../client.ts";

/** A search over the log. Times are RFC 3339 in UTC; `name` is exact or the beginning of names. */
export interface EventSearch {
  readonly name: { readonly type: "exact" | "prefix"; readonly value: string } | null;
  readonly eventId: string | null;
  readonly source: { readonly type?: string; readonly id?: string } | null;
  readonly correlationId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface EventCursor {
  readonly timestamp: string;
  readonly id: string;
}

/** A row of the list; the counts are of first deliveries, replays apart. */
export interface EventListRow {
  readonly id: string;
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly timestamp: string;
  readonly createdAt: string;
  readonly matches: number;
  readonly succeeded: number;
  readonly waiting: number;
  readonly retrying: number;
  readonly dead: number;
}

interface ListInput {
  readonly search: EventSearch;
  readonly before: EventCursor | null;
  readonly limit: number;
}

/** Sorts after every name that begins with the text before it. */
const HIGHEST_CHARACTER = "\u{10ffff}";

/** Newest first, keyset on (timestamp, id). */
export async function listEvents(sql: Sql, { search, before, limit }: ListInput): Promise<EventListRow[]> {
  const beyond = before
    ? sql`and ("timestamp", id) < (${before.timestamp}::timestamp, ${before.id}::uuid)`
    : sql``;
  return await summaries(
    sql,
    sql`${conditions(sql, search)} ${beyond}`,
    sql`"timestamp" desc, id desc`,
    limit,
  );
}

type Fragment = ReturnType<Sql>;

/** A page of events with what came of each. The joins run for the page's rows alone. */
export async function summaries(
  sql: Sql,
  conditions: Fragment,
  order: Fragment,
  limit: number,
): Promise<EventListRow[]> {
  return await sql<EventListRow[]>`
    with page as (
      select id, event_id, pattern, version, source, "timestamp", created_at from events
      where true ${conditions}
      order by ${order} limit ${limit}
    )
    select page.id, event_id as "eventId", pattern, version, source->>'type' as "sourceType",
      source->>'id' as "sourceId", "timestamp", created_at as "createdAt",
      (select count(*) from matches where event_row_id = page.id) as matches,
      coalesce(ended.succeeded, 0) as succeeded, coalesce(ended.waiting, 0) as waiting,
      coalesce(ended.retrying, 0) as retrying, coalesce(ended.dead, 0) as dead
    from page left join lateral (
      select count(*) filter (where status = 'succeeded') as succeeded, count(*) filter (where status = 'dead') as dead,
        count(*) filter (where status in ('pending', 'running')) as waiting,
        count(*) filter (where status = 'retrying') as retrying
      from deliveries where event_row_id = page.id and replay_id is null
    ) as ended on true
    order by ${order}`;
}

/** The highest row id: ids are UUIDv7, so later arrivals have higher ones. Null while the log is empty. */
export async function newestEventRowId(sql: Sql): Promise<string | null> {
  const rows = await sql<{ id: string }[]>`select id from events order by id desc limit 1`;
  return rows[0]?.id ?? null;
}

/** Events that arrived after a row, counted up to `limit`. */
export async function countEventsAfter(
  sql: Sql,
  {
    search,
    after,
    limit,
  }: { readonly search: EventSearch; readonly after: string | null; readonly limit: number },
): Promise<number> {
  const arrived = after === null ? sql`` : sql`and id > ${after}::uuid`;
  const rows = await sql<{ count: number }[]>`
    select count(*) as count from (
      select from events where true ${conditions(sql, search)} ${arrived} limit ${limit}
    ) as counted`;
  return rows[0]?.count ?? 0;
}

/** What a search asks of a row of `events`, to be put behind `where true`. */
export function conditions(sql: Sql, search: EventSearch) {
  const { name, eventId, source, correlationId, from, to } = search;
  return sql`
    ${name?.type === "exact" ? sql`and pattern = ${name.value}` : sql``}
    ${name?.type === "prefix" ? sql`and pattern >= ${name.value} and pattern < ${name.value + HIGHEST_CHARACTER}` : sql``}
    ${eventId === null ? sql`` : sql`and event_id = ${eventId}`}
    ${source === null ? sql`` : sql`and source @> ${JSON.stringify(source)}::jsonb`}
    ${correlationId === null ? sql`` : sql`and metadata @> ${JSON.stringify({ correlationId })}::jsonb`}
    ${from === null ? sql`` : sql`and "timestamp" >= ${from}::timestamp`}
    ${to === null ? sql`` : sql`and "timestamp" < ${to}::timestamp`}`;
}
