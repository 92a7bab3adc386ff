import type { QueueName } from "#schemas/job.ts";

/** A canary is sent this often through each queue. */
export const CANARY_EVERY_MS = 3_000;

/** A consumer that sees no canary for this long is stuck, whatever it says of itself: the process ends and is restarted. */
export const STUCK_AFTER_MS = 60_000;

export type Consumption =
  | { readonly outcome: "consuming" }
  | { readonly outcome: "stuck"; readonly queues: readonly QueueName[] };

/**
 * Whether every queue is consumed.
 *
 * @param seenMs when each queue's canary was last seen (or the process started), in milliseconds
 * @param reachable queues whose canary could be sent: one that is away cannot be consumed, and no restart helps
 */
export function judgeConsumption(
  seenMs: ReadonlyMap<QueueName, number>,
  reachable: ReadonlySet<QueueName>,
  nowMs: number,
): Consumption {
  const queues = [...seenMs].flatMap(([queue, ms]) =>
    reachable.has(queue) && nowMs - ms > STUCK_AFTER_MS ? [queue] : [],
  );
  return queues.length === 0 ? { outcome: "consuming" } : { outcome: "stuck", queues };
}
