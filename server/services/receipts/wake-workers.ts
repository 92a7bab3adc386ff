import type { Ctx } from "../context.ts";
import { LaneSorter } from "../limits/lanes.ts";
import { throttleOf } from "../limits/throttle.ts";

/** A receipt that was committed and waits for being processed. */
export interface AcceptedReceipt {
  readonly id: string;
  readonly sourceId: string | null;
  readonly sourceKey: string;
}

/**
 * Tells the workers of accepted receipts. Those of throttled sources have no job: the reconciler takes the oldest
 * as there are tokens, several times a second, so that new ones do not overtake those that wait. Those of a busy
 * source go behind the others'.
 */
export function createWakeWorkers(
  ctx: Pick<Ctx, "jobs" | "sources">,
): (accepted: readonly AcceptedReceipt[]) => Promise<void> {
  const sorter = new LaneSorter();
  return async (accepted) => {
    const free = accepted.filter(({ sourceId }) => throttleOf(ctx, sourceId) === null);
    const { first, later } = sorter.sort(free, performance.now());
    await Promise.all([ctx.jobs.process(first), ctx.jobs.process(later, "later")]);
  };
}
