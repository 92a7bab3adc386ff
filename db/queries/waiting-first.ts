import type { Sql } from "../client.ts";

/** The receipt that has waited longest of a source. */
export interface FirstWaiting {
  readonly sourceId: string;
  readonly id: string;
}

/**
 * The oldest receipt that waits of each source which has one: an index look-up for each source.
 *
 * @param input.before older than this receipt
 * @param input.beside receipts that are passed over
 * @param input.mostFailures receipts that failed more often are passed over
 */
export async function firstWaiting(
  sql: Sql,
  input: {
    readonly sourceIds: readonly string[];
    readonly before: string;
    readonly beside: readonly string[];
    readonly mostFailures: number;
  },
): Promise<FirstWaiting[]> {
  return await sql<FirstWaiting[]>`
    select source.id as "sourceId", oldest.id
    from unnest(${input.sourceIds}::uuid[]) as source (id)
      cross join lateral (
        select receipts.id from receipts
        where source_id = source.id and outcome = 'pending' and failures <= ${input.mostFailures}
          and receipts.id < ${input.before}::uuid and receipts.id <> all(${input.beside}::uuid[])
        order by receipts.id limit 1
      ) as oldest`;
}
