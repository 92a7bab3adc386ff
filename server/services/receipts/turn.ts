import type { PendingReceipt } from "#db/queries/receipts.ts";
import type { Ctx } from "../context.ts";

/** After this long a job takes up nothing new, so that it ends well before it looks stuck. The rest is fed again. */
const MAX_TURN_MS = 30_000;

/** One job's work on receipts. */
export interface Turn {
  readonly ctx: Ctx;
  /** The job was taken before, by a process that died. */
  readonly isRepeated: boolean;
  /** As `performance.now()` counts. */
  readonly endsMs: number;
}

export function beginTurn(ctx: Ctx, isRepeated: boolean): Turn {
  return { ctx, isRepeated, endsMs: performance.now() + MAX_TURN_MS };
}

/** Whether this process is about to end, or the job has taken long enough. */
export function isOver({ ctx, endsMs }: Turn): boolean {
  return ctx.shutdown.hurried.aborted || performance.now() > endsMs;
}

/** Whether a receipt is left for later, pending as it is: its source's transformations may have taken too long meanwhile. */
export function mustWait(turn: Turn, { sourceId }: Pick<PendingReceipt, "sourceId">): boolean {
  return isOver(turn) || (sourceId !== null && turn.ctx.transformer.isSpent(sourceId));
}
