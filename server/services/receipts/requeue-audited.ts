import type { Sql } from "#db/client.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";

/**
 * Lets rejected receipts be processed once more, with an audit row for each, and tells the workers of them.
 *
 * @param filter what they were found by; null: by their ids
 * @param requeue gives the ids of those that wait now
 * @returns these ids
 */
export async function requeueAudited(
  ctx: ActorCtx,
  filter: object | null,
  requeue: (transaction: Sql) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const ids = await ctx.db.sql.begin(async (sql) => {
    const requeued = await requeue(sql);
    await Promise.all(
      requeued.map((entityId) =>
        recordAudit(ctx, sql, {
          action: "receipt.rejudged",
          entityType: "receipt",
          entityId,
          before: null,
          after: filter === null ? { outcome: "pending" } : { outcome: "pending", filter },
        }),
      ),
    );
    return requeued;
  });
  if (ids.length > 0) await ctx.jobs.process(ids);
  return ids;
}
