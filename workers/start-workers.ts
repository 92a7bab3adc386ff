import { QUEUES, type QueueName } from "#schemas/job.ts";
import { every } from "#server/runtime/every.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { forgetEndedRateLimits } from "#server/services/limits/forget-ended.ts";
import { ensurePartitions } from "#server/services/receipts/ensure-partitions.ts";
import { forgetIdempotencyKeys } from "#server/services/receipts/forget-idempotency-keys.ts";
import { trimQuarantine } from "#server/services/receipts/trim-quarantine.ts";
import { feedDeliveries, feedReceipts, feedThrottled } from "#server/services/reconcile.ts";
import { learnMachines } from "#server/services/rules/learn.ts";
import { forgetExpiredSecrets } from "#server/services/sources/forget-secrets.ts";
import { CANARY_EVERY_MS, judgeConsumption, type QueueState } from "./consumption.ts";
import { PROCESSORS } from "./registry.ts";
import { consume } from "./watched-consumer.ts";

/** How long an orphan waits at most, beside the age at which it counts as one. */
const RECONCILE_EVERY_MS = 1_000;

/** How long a throttled receipt waits at most when its source has tokens: a quarter of what a bucket holds. */
const FEED_THROTTLED_EVERY_MS = 250;

/** A queue this long is busy, not forgotten: feeding it again would only make it longer. */
const BUSY_QUEUE_JOBS = 50;

/**
 * While receipts of busy sources wait in the later lane, they look forgotten. Each source is then fed no more than
 * this: what others have truly lost comes back, and little is fed twice.
 */
const FED_BESIDE_BUSY_SOURCES = 50;

/** Strangers fill the quarantine; between two rounds they may exceed its bounds. */
const TRIM_QUARANTINE_EVERY_MS = 60_000;

/** A new state machine refuses nothing until it knows its entities. */
const LEARN_EVERY_MS = 1_000;

/** For what is made or forgotten days ahead. */
const HOURLY_MS = 60 * 60 * 1000;

/** The supervisor waits ten seconds for a process; what a call leaves must be written down within that. */
const HURRY_AFTER_MS = 6_000;

export interface Workers {
  /** Takes no more jobs, and resolves when those under way are done or, after six seconds, broken off. */
  stop(): Promise<void>;
}

/** Consumes all queues, feeds what has no job, and watches itself doing so. */
export function startWorkers(
  runtime: Runtime,
  options: { readonly onStuck: (queues: readonly QueueName[]) => void },
): Workers {
  const { ctx, jobs } = runtime;
  const { log } = ctx;
  const consumers = new Map(QUEUES.map((queue) => [queue, consume(runtime, queue, PROCESSORS[queue])]));

  async function watch(): Promise<void> {
    const states = new Map<QueueName, QueueState>();
    for (const [queue, consumer] of consumers) states.set(queue, await consumer.check());
    const verdict = judgeConsumption(states);
    if (verdict.outcome === "stuck") options.onStuck(verdict.queues);
  }

  async function reconcile(): Promise<void> {
    const receipts = await jobs.waitingCounts("process");
    if (receipts && receipts.first <= BUSY_QUEUE_JOBS) {
      const besideBusySources = receipts.later > BUSY_QUEUE_JOBS;
      const mostOfSource = besideBusySources ? FED_BESIDE_BUSY_SOURCES : Number.POSITIVE_INFINITY;
      await feedReceipts({ ctx, input: { mostOfSource } });
    }
    const deliveries = await jobs.waitingCounts("deliver");
    if (deliveries && deliveries.first <= BUSY_QUEUE_JOBS) await feedDeliveries({ ctx });
  }

  const stops = [
    every(CANARY_EVERY_MS, watch, log, { atOnce: true }),
    every(RECONCILE_EVERY_MS, reconcile, log),
    every(FEED_THROTTLED_EVERY_MS, () => feedThrottled({ ctx }), log),
    every(TRIM_QUARANTINE_EVERY_MS, () => trimQuarantine({ ctx }), log),
    every(LEARN_EVERY_MS, () => learnMachines({ ctx }), log),
    every(HOURLY_MS, () => forgetEndedRateLimits({ ctx }), log),
    every(HOURLY_MS, () => forgetIdempotencyKeys({ ctx }), log),
    every(HOURLY_MS, () => forgetExpiredSecrets({ ctx }), log),
    every(HOURLY_MS, () => ensurePartitions({ ctx }), log),
  ];
  return {
    async stop() {
      for (const stop of stops) stop();
      runtime.shutdown.begin();
      const hurry = setTimeout(() => runtime.shutdown.hurry(), HURRY_AFTER_MS);
      await Promise.all([...consumers.values()].map((consumer) => consumer.close()));
      clearTimeout(hurry);
    },
  };
}
