import type { Sql } from "../client.ts";

/**
 * Takes the bodies from quarantined receipts: of each source all but the newest `maxBodies`, and those older than
 * `maxAgeDays`. A function of the database does it, since the application may not change a body.
 *
 * @returns how many
 */
export async function trimQuarantinedBodies(
  sql: Sql,
  bounds: { readonly maxBodies: number; readonly maxAgeDays: number },
): Promise<number> {
  const [row] = await sql<{ trimmed: number }[]>`
    select tidings_trim_quarantine(${bounds.maxBodies}, make_interval(days => ${bounds.maxAgeDays})) as trimmed`;
  return row?.trimmed ?? 0;
}
