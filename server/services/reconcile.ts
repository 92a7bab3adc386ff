import { waitingDeliveryIds } from "#db/queries/deliveries.ts";
import { readTokens, type ThrottledSource } from "#db/queries/throttles.ts";
import { oldestWaiting, waitingSourceIds } from "#db/queries/waiting.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import type { Ctx } from "./context.ts";
import { throttleOf } from "./limits/throttle.ts";

/** Younger rows have a job under way in all likelihood. */
const ORPHAN_AGE_MS = 3_000;

/** One round feeds at most this many of each: the rest follows in the next rounds. */
const MAX_FED = 2_000;

/** More sources than an installation has; it bounds a round. */
const MAX_SOURCES = 10_000;

/** How many more rows a round may read than it feeds, so that what one source does not use goes to the others. */
const READ_AHEAD = 4;

/**
 * Feeds rows that wait without a job: the job was lost with Redis, its process died, or a retry is due. A row
 * whose job is merely late gets a second one, which finds nothing left to do. All sources are fed alike: one with a
 * long backlog leaves room for the others. Throttled ones are not among them; see feedThrottled.
 *
 * @param input.mostOfSource fed of one source in this round
 * @returns how many were fed
 */
export async function feedReceipts({
  ctx,
  input,
}: {
  readonly ctx: Ctx;
  readonly input: { readonly mostOfSource: number };
}): Promise<number> {
  const sourceIds = await waitingSourceIds(ctx.db.sql, MAX_SOURCES);
  const free = sourceIds.filter((sourceId) => throttleOf(ctx, sourceId) === null);
  if (free.length === 0) return 0;
  const most = Math.min(input.mostOfSource, MAX_FED, Math.ceil((READ_AHEAD * MAX_FED) / free.length));
  const oldest = await oldestWaiting(ctx.db.sql, {
    shares: free.map((sourceId) => ({ sourceId, most })),
    before: new Date(ctx.clock().getTime() - ORPHAN_AGE_MS),
    limit: MAX_FED,
  });
  await ctx.jobs.process(oldest.map(({ id }) => id));
  return oldest.length;
}

/**
 * Feeds throttled sources the oldest of their receipts, as many as their buckets have tokens for. The tokens are
 * taken when the job runs (admitThrottled): rounds of several workers may feed the same receipts, and the first to
 * run takes the tokens for them. Each source has jobs of its own, so that the same receipts make the same job.
 * Asks the database nothing while no source is throttled.
 *
 * @returns how many were fed
 */
export async function feedThrottled({
  ctx,
}: {
  readonly ctx: Pick<Ctx, "db" | "sources" | "clock" | "jobs">;
}): Promise<number> {
  const throttled = throttledSources(ctx);
  if (throttled.length === 0) return 0;
  const tokens = await readTokens(ctx.db.sql, throttled);
  const oldest = await oldestWaiting(ctx.db.sql, {
    shares: [...tokens].map(([sourceId, most]) => ({ sourceId, most: Math.min(most, MAX_FED) })),
    before: ctx.clock(),
    limit: MAX_FED,
  });
  const bySource = Map.groupBy(oldest, ({ sourceId }) => sourceId);
  await Promise.all([...bySource.values()].map((own) => ctx.jobs.process(own.map(({ id }) => id))));
  return oldest.length;
}

/** Every source but the publishers' has a key among the webhooks'. */
function throttledSources(ctx: Pick<Ctx, "sources">): ThrottledSource[] {
  return [NATIVE_SOURCE_KEY, ...ctx.sources.webhookKeys].flatMap((key) => {
    const source = ctx.sources.byKey(key);
    const perSecond = throttleOf(ctx, source?.id ?? null);
    return source === undefined || perSecond === null ? [] : [{ sourceId: source.id, perSecond }];
  });
}

/** The same for deliveries; see feedReceipts. Retries have no job of their own until they are due. */
export async function feedDeliveries({ ctx }: { readonly ctx: Ctx }): Promise<number> {
  const ids = await waitingDeliveryIds(ctx.db.sql, { orphanAgeMs: ORPHAN_AGE_MS, limit: MAX_FED });
  if (ids.length > 0) await ctx.jobs.deliver(ids);
  return ids.length;
}
