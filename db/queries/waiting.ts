import type { Sql } from "../client.ts";

/** Sources that have receipts waiting, at most `limit` of them: as many index look-ups as there are such sources. */
export async function waitingSourceIds(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql<{ sourceId: string }[]>`
    with recursive ${waitingSources(sql)}
    select source_id as "sourceId" from waiting where source_id is not null limit ${limit}`;
  return rows.map((row) => row.sourceId);
}

/** Walks receipts_waiting_idx from source to source, instead of reading every receipt that waits. */
function waitingSources(sql: Sql) {
  return sql`waiting (source_id) as (
    (select source_id from receipts where outcome = 'pending' and source_id is not null
      order by source_id limit 1)
    union all
    select (select source_id from receipts where outcome = 'pending' and source_id > waiting.source_id
      order by source_id limit 1)
    from waiting where waiting.source_id is not null
  )`;
}

/** How many of a source's receipts to take. */
export interface Share {
  readonly sourceId: string;
  readonly most: number;
}

/**
 * The oldest waiting receipts of each source, at most its share and `limit` in all: the oldest of every source, then
 * the next of every source, and so on.
 *
 * @param input.before received before this moment
 */
export async function oldestWaiting(
  sql: Sql,
  input: { readonly shares: readonly Share[]; readonly before: Date; readonly limit: number },
): Promise<{ readonly id: string; readonly sourceId: string }[]> {
  return await sql<{ id: string; sourceId: string }[]>`
    select oldest.id, share.source_id as "sourceId"
    from unnest(${input.shares.map((share) => share.sourceId)}::uuid[],
        ${input.shares.map((share) => share.most)}::int[]) as share (source_id, most)
      cross join lateral (
        select id, row_number() over (order by id) as place from (
          select id from receipts
          where source_id = share.source_id and outcome = 'pending'
            and id < tidings_uuid_floor(${input.before.toISOString()}::timestamptz)
          order by id limit share.most
        ) as own
      ) as oldest
    order by oldest.place, oldest.id limit ${input.limit}`;
}

/** What waits of one source. */
export interface WaitingRow {
  readonly sourceId: string;
  /** At most what was asked to be counted. */
  readonly waiting: number;
  readonly oldestReceivedAt: string;
}

/** For each source that has receipts waiting: how many, counted to `mostCounted`, and since when. */
export async function countWaiting(
  sql: Sql,
  bounds: { readonly mostCounted: number; readonly mostSources: number },
): Promise<WaitingRow[]> {
  return await sql<WaitingRow[]>`
    with recursive ${waitingSources(sql)}
    select waiting.source_id as "sourceId", own.receipts::int as waiting, own.oldest as "oldestReceivedAt"
    from (select source_id from waiting where source_id is not null limit ${bounds.mostSources}) as waiting
      cross join lateral (
        select count(*) as receipts, min(received_at) as oldest from (
          select id, received_at from receipts
          where source_id = waiting.source_id and outcome = 'pending'
          order by id limit ${bounds.mostCounted}
        ) as counted
      ) as own
    where own.receipts > 0`;
}
