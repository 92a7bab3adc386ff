import { countWaiting, type WaitingRow } from "#db/queries/waiting.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { throttleOf } from "../limits/throttle.ts";

/** Counting goes on no further: more is "10 000+". */
export const MAX_COUNTED_WAITING = 10_000;

/** More sources than an installation has. */
const MAX_SOURCES = 1_000;

/** Receipts of one source that were accepted and are not yet processed. */
export interface SourceWaiting {
  readonly sourceId: string;
  readonly waiting: number;
  /** There are more than `waiting`. */
  readonly more: boolean;
  /** RFC 3339. */
  readonly oldestReceivedAt: string;
  /** Whole seconds that the oldest has waited. */
  readonly ageSeconds: number;
  /** The source's throttle; null: it has none, and waiting means that the workers are behind. */
  readonly perSecond: number | null;
}

/** What waits of each source that has something waiting, the longest wait first. */
export async function listWaiting({ ctx }: { readonly ctx: ActorCtx }): Promise<readonly SourceWaiting[]> {
  requirePermission(ctx.actor, "sources.read");
  const rows = await countWaiting(ctx.db.sql, {
    mostCounted: MAX_COUNTED_WAITING + 1,
    mostSources: MAX_SOURCES,
  });
  return rows.map((row) => toWaiting(ctx, row)).sort((one, other) => other.ageSeconds - one.ageSeconds);
}

function toWaiting(ctx: ActorCtx, { sourceId, waiting, oldestReceivedAt }: WaitingRow): SourceWaiting {
  const ageMs = ctx.clock().getTime() - Date.parse(oldestReceivedAt);
  return {
    sourceId,
    waiting: Math.min(waiting, MAX_COUNTED_WAITING),
    more: waiting > MAX_COUNTED_WAITING,
    oldestReceivedAt,
    ageSeconds: Math.max(0, Math.floor(ageMs / 1_000)),
    perSecond: throttleOf(ctx, sourceId),
  };
}
