import { boundedRead } from "#db/queries/bounded-read.ts";
import { type RejectedSearch, rejectedReceipts, requeueRejected } from "#db/queries/receipts-rejudge.ts";
import { type RejudgeFilter, rejudgeMatchingInput } from "#schemas/rejudge.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { SEARCH_TIMEOUT_MS } from "../limits.ts";
import { requeueAudited } from "./requeue-audited.ts";

/** How many of the rest are counted: more is "as many, or more". */
const MOST_COUNTED = 10_000;

export type RejudgeMatchingResult =
  | {
      readonly outcome: "rejudged";
      /** Receipts that are processed now. */
      readonly requeued: number;
      /** Receipts whose body is not kept any more. */
      readonly gone: number;
      /** Receipts after these for which the filter holds, counted to 10 000. */
      readonly left: number;
      /** Where the next call goes on; null when none is left. */
      readonly nextCursor: string | null;
    }
  /** Name an event, or a shorter time. */
  | { readonly outcome: "timed_out" };

/**
 * Judges the rejected items that a filter holds for once more, the oldest receipts first and some at a time: see
 * rejudgeReceipts. All that is rejected in such a receipt is judged.
 */
export async function rejudgeMatching({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<RejudgeMatchingResult> {
  requirePermission(ctx.actor, "receipts.reverify");
  const { filter, cursor, limit } = rejudgeMatchingInput.parse(input);
  const after = cursor ?? null;
  const read = await boundedRead(ctx.db, SEARCH_TIMEOUT_MS, (sql) =>
    rejectedReceipts(sql, { search: searchOf(filter), after, limit: limit + MOST_COUNTED }),
  );
  if (read.outcome === "timed_out") return read;
  const chosen = read.result.slice(0, limit);
  const left = read.result.length - chosen.length;
  const ids = chosen.flatMap(({ id, hasBody }) => (hasBody ? [id] : []));
  const requeued = await requeueAudited(ctx, filter, async (sql) => await requeueRejected(sql, ids));
  return {
    outcome: "rejudged",
    requeued: requeued.length,
    gone: chosen.length - ids.length,
    left,
    nextCursor: left > 0 ? (chosen.at(-1)?.id ?? null) : null,
  };
}

function searchOf({ pattern, reason, sourceKey, from, to }: RejudgeFilter): RejectedSearch {
  return {
    pattern: pattern ?? null,
    reason: reason ?? null,
    sourceKey: sourceKey ?? null,
    from: from ?? null,
    to: to ?? null,
  };
}
