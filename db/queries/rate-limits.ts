import type { Sql } from "../client.ts";

/** Forgets counters whose window ended before `before`: those of limits and keys that are no longer used. */
export async function deleteEndedRateLimits(sql: Sql, before: Date): Promise<void> {
  await sql`delete from rate_limits where expire < ${before.getTime()}`;
}
