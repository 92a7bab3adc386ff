import { deleteEndedRateLimits } from "#db/queries/rate-limits.ts";
import type { Ctx } from "../context.ts";

/** Processes whose clocks differ must not take a counter from each other that is still in use. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** Deletes counters of rate limits that have ended. There are none where the counters are on Redis. */
export async function forgetEndedRateLimits({
  ctx,
}: {
  readonly ctx: Pick<Ctx, "db" | "clock">;
}): Promise<void> {
  await deleteEndedRateLimits(ctx.db.sql, new Date(ctx.clock().getTime() - CLOCK_DIFFERENCE_MS));
}
