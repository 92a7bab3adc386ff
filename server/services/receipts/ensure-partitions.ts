import { ensureReceiptPartitions } from "#db/queries/receipts.ts";
import type { Ctx } from "../context.ts";

/** A worker that was away for less than this finds a partition for every day. */
const DAYS_AHEAD = 7;

/** Makes the receipts' partitions of the coming days. Does nothing when they are there. */
export async function ensurePartitions({ ctx }: { readonly ctx: Ctx }): Promise<void> {
  await ensureReceiptPartitions(ctx.db.sql, DAYS_AHEAD);
}
