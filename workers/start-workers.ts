import { QUEUES, type QueueName } from "#schemas/job.ts";
import type { Consumer, QueueBackend } from "#server/queues/backend.ts";
import { CANARY } from "#server/queues/jobs.ts";
import { every } from "#server/runtime/every.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { noteCanary } from "#server/services/canary.ts";
import { ensurePartitions } from "#server/services/receipts/ensure-partitions.ts";
import { feedDeliveries, feedReceipts } from "#server/services/reconcile.ts";
import { CANARY_EVERY_MS, judgeConsumption } from "./consumption.ts";
import { PROCESSORS } from "./registry.ts";

/** How long an orphan waits at most, beside the age at which it counts as one. */
const RECONCILE_EVERY_MS = 1_000;

/** A queue this long is busy, not forgotten: feeding it again would only make it longer. */
const BUSY_QUEUE_JOBS = 50;

const PARTITIONS_EVERY_MS = 60 * 60 * 1000;

export interface Workers {
  /** Takes no more jobs, and resolves when those under way are done. */
  stop(): Promise<void>;
}

/** Consumes all queues, feeds what has no job, and watches itself doing so. */
export function startWorkers(
  runtime: Runtime,
  options: { readonly onStuck: (queues: readonly QueueName[]) => void },
): Workers {
  const { ctx, jobs, queueBackend } = runtime;
  const { log } = ctx;
  const seenMs = new Map(QUEUES.map((queue) => [queue, performance.now()]));
  const consumers = QUEUES.map((queue) =>
    consume(runtime, queueBackend, queue, () => seenMs.set(queue, performance.now())),
  );

  async function watch(): Promise<void> {
    const reachable = new Set<QueueName>();
    for (const queue of QUEUES) if (await jobs.canary(queue)) reachable.add(queue);
    const verdict = judgeConsumption(seenMs, reachable, performance.now());
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

  void watch();
  const stops = [
    every(CANARY_EVERY_MS, watch, log),
    every(RECONCILE_EVERY_MS, reconcile, log),
    every(PARTITIONS_EVERY_MS, () => ensurePartitions({ ctx }), log),
  ];
  return {
    async stop() {
      for (const stop of stops) stop();
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
}

function consume(
  { ctx }: Pick<Runtime, "ctx">,
  backend: QueueBackend,
  queue: QueueName,
  onCanary: () => void,
): Consumer {
  const { concurrency, run } = PROCESSORS[queue];
  return backend.openConsumer({
    queue,
    concurrency,
    onError: (cause) => ctx.log.warn({ queue, err: cause }, "a queue is away or a job failed"),
    async run({ name, data }) {
      if (name !== CANARY) return await run(ctx, data);
      onCanary();
      await noteCanary({ ctx, input: { queue } });
    },
  });
}
