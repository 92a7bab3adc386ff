import type { Sql } from "../client.ts";

/** A source and how many of its receipts it may have processed in a second. */
export interface ThrottledSource {
  readonly sourceId: string;
  readonly perSecond: number;
}

/**
 * Takes what the sources' buckets have, at most what is wanted, in whole tokens. A bucket fills with time, up to a
 * second's worth or one token; one that was never used is full. By the database's clock, which all processes share.
 * One statement: who comes at the same time waits for the row, and takes of what is left.
 *
 * @returns granted tokens by source id
 */
export async function takeTokens(
  sql: Sql,
  asked: readonly (ThrottledSource & { readonly wanted: number })[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ sourceId: string; granted: number }[]>`
    with asked as (
      select source_id, greatest(1, per_second) as capacity, per_second, wanted
      from unnest(${asked.map((ask) => ask.sourceId)}::uuid[], ${asked.map((ask) => ask.perSecond)}::float8[],
        ${asked.map((ask) => ask.wanted)}::int[]) as given (source_id, per_second, wanted)
    ), filled as (
      select source_id, wanted, ${filledTokens(sql)} as tokens
      from throttles join asked using (source_id)
      order by source_id for update of throttles
    ), taken as (
      update throttles set refilled_at = greatest(refilled_at, clock_timestamp()),
        tokens = filled.tokens - greatest(0, least(wanted, floor(filled.tokens)))
      from filled where throttles.source_id = filled.source_id
    ), opened as (
      insert into throttles (source_id, tokens, refilled_at)
      select source_id, capacity - least(wanted, floor(capacity)), clock_timestamp() from asked
      where source_id not in (select source_id from throttles)
      on conflict (source_id) do nothing returning source_id
    )
    select source_id as "sourceId", greatest(0, least(wanted, floor(tokens)))::int as granted from filled
    union all
    select source_id, least(wanted, floor(capacity))::int from asked join opened using (source_id)`;
  return new Map(rows.map((row) => [row.sourceId, row.granted]));
}

/** Whole tokens that the sources' buckets hold now, by source id. Takes none. */
export async function readTokens(
  sql: Sql,
  asked: readonly ThrottledSource[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ sourceId: string; tokens: number }[]>`
    with asked as (
      select source_id, greatest(1, per_second) as capacity, per_second
      from unnest(${asked.map((ask) => ask.sourceId)}::uuid[], ${asked.map((ask) => ask.perSecond)}::float8[])
        as given (source_id, per_second)
    )
    select source_id as "sourceId",
      greatest(0, floor(case when refilled_at is null then capacity else ${filledTokens(sql)} end))::int as tokens
    from asked left join throttles using (source_id)`;
  return new Map(rows.map((row) => [row.sourceId, row.tokens]));
}

/** Takes tokens whether the buckets have them or not: they may end below nothing, and fill again from there. */
export async function chargeTokens(
  sql: Sql,
  charges: readonly { readonly sourceId: string; readonly tokens: number }[],
): Promise<void> {
  await sql`
    with charged as (
      select source_id, given.tokens as charge
      from throttles join unnest(${charges.map((charge) => charge.sourceId)}::uuid[],
        ${charges.map((charge) => charge.tokens)}::int[]) as given (source_id, tokens) using (source_id)
      order by source_id for update of throttles
    )
    update throttles set tokens = tokens - charge from charged where throttles.source_id = charged.source_id`;
}

/** Buckets do not go down when a clock is set back. */
function filledTokens(sql: Sql) {
  return sql`least(capacity,
    throttles.tokens + per_second * greatest(0, extract(epoch from clock_timestamp() - throttles.refilled_at)))`;
}
