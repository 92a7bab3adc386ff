import { QUEUES, type QueueName } from "#schemas/job.ts";
import { every } from "#server/runtime/every.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { ensurePartitions } from "#server/services/receipts/ensure-partitions.ts";
import { feedDeliveries, feedReceipts } from "#server/services/reconcile.ts";
import { CANARY_EVERY_MS, judgeConsumption, type QueueState } from "./consumption.ts";
import { consume } from "./watched-consumer.ts";

/** How long an orphan waits at most, beside the age at which it counts as one. */
const RECONCILE_EVERY_MS = 1_000;

/** A queue this long is busy, not forgotten: feeding it again would only make it longer. */
const BUSY_QUEUE_JOBS = 50;

const PARTITIONS_EVERY_MS = 60 * 60 * 1000;

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
  const consumers = new Map(QUEUES.map((queue) => [queue, consume(runtime, queue)]));

  async function watch(): Promise<void> {
    const states = new Map<QueueName, QueueState>();
    for (const [queue, consumer] of consumers) states.set(queue, await consumer.check());
    const verdict = judgeConsumption(states);
    if (verdict.outcome === "stuck") options.onStuck(verdict.queues);
  }

  async function reconcile(): Promise<void> {
    if (!(await isBusy("process"))) await feedReceipts({ ctx });
    if (!(await isBusy("deliver"))) await feedDeliveries({ ctx });
  }

  async function isBusy(queue: QueueName): Promise<boolean> {
    const waiting = await jobs.waitingCount(queue);
    return waiting === null || waiting > BUSY_QUEUE_JOBS;
  }

  const stops = [
    every(CANARY_EVERY_MS, watch, log, { atOnce: true }),
    every(RECONCILE_EVERY_MS, reconcile, log),
    every(PARTITIONS_EVERY_MS, () => ensurePartitions({ ctx }), log),
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
