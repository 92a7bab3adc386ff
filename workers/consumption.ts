import type { QueueName } from "#schemas/job.ts";

/** A canary is sent this often through each queue. */
export const CANARY_EVERY_MS = 3_000;

/** A queue that has given nothing for this long, and has nothing under way, is stuck, whatever its consumer says. */
export const STUCK_AFTER_MS = 60_000;

/** What is known of one queue's consumer. */
export interface QueueState {
  /** Its canary could be sent: a queue that is away cannot be consumed, and no restart helps. */
  readonly reachable: boolean;
  /** Jobs that were taken and have not ended. */
  readonly underWay: number;
  /** Since something was last taken, or since the start, in milliseconds. */
  readonly silentMs: number;
  /** A job has been under way for longer than any may be: it waits for something that will never come. */
  readonly overdue: boolean;
}

export type Consumption =
  | { readonly outcome: "consuming" }
  | { readonly outcome: "stuck"; readonly queues: readonly QueueName[] };

/**
 * Whether every queue is consumed. A busy consumer is one that consumes, until a job is overdue: of a connection whose
 * other end is gone without a word, no error ever comes.
 */
export function judgeConsumption(states: ReadonlyMap<QueueName, QueueState>): Consumption {
  const queues = [...states].flatMap(([queue, state]) => (isStuck(state) ? [queue] : []));
  return queues.length === 0 ? { outcome: "consuming" } : { outcome: "stuck", queues };
}

function isStuck({ reachable, underWay, silentMs, overdue }: QueueState): boolean {
  return overdue || (reachable && underWay === 0 && silentMs > STUCK_AFTER_MS);
}
