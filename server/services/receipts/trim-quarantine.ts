import { trimQuarantinedBodies } from "#db/queries/quarantine.ts";
import type { Ctx } from "../context.ts";
import { MAX_QUARANTINED_BODIES, QUARANTINE_DAYS } from "../limits/quarantine-bounds.ts";

/**
 * Forgets the bodies of unverified requests beyond the newest of each source, and those that are too old. Their
 * receipts stay.
 *
 * @returns how many bodies were forgotten
 */
export async function trimQuarantine({ ctx }: { readonly ctx: Pick<Ctx, "db" | "log"> }): Promise<number> {
  const bounds = { maxBodies: MAX_QUARANTINED_BODIES, maxAgeDays: QUARANTINE_DAYS };
  const trimmed = await trimQuarantinedBodies(ctx.db.sql, bounds);
  if (trimmed > 0) ctx.log.info({ bodies: trimmed }, "the quarantine was trimmed");
  return trimmed;
}
