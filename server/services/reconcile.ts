import { waitingDeliveryIds } from "#db/queries/deliveries.ts";
import { waitingReceiptIds } from "#db/queries/receipts.ts";
import type { Ctx } from "./context.ts";

/** Younger rows have a job under way in all likelihood. */
const ORPHAN_AGE_MS = 3_000;

/** One round feeds at most this many of each: the rest follows in the next rounds. */
const MAX_FED = 2_000;

/**
 * Feeds rows that wait without a job: the job was lost with Redis, its process died, or a retry is due. A row
 * whose job is merely late gets a second one, which finds nothing left to do.
 */
export async function feedReceipts({ ctx }: { readonly ctx: Ctx }): Promise<number> {
  const before = new Date(ctx.clock().getTime() - ORPHAN_AGE_MS);
  const ids = await waitingReceiptIds(ctx.db.sql, before, MAX_FED);
  if (ids.length > 0) await ctx.jobs.process(ids);
  return ids.length;
}

/** The same for deliveries; see feedReceipts. Retries have no job of their own until they are due. */
export async function feedDeliveries({ ctx }: { readonly ctx: Ctx }): Promise<number> {
  const ids = await waitingDeliveryIds(ctx.db.sql, { orphanAgeMs: ORPHAN_AGE_MS, limit: MAX_FED });
  if (ids.length > 0) await ctx.jobs.deliver(ids);
  return ids.length;
}
