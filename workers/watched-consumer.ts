import type { QueueName } from "#schemas/job.ts";
import type { TakenJob } from "#server/queues/backend.ts";
import { CANARY } from "#server/queues/jobs.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { noteCanary } from "#server/services/canary.ts";
import type { QueueState } from "./consumption.ts";
import type { Processor } from "./registry.ts";

/** A consumer that knows when it last took something, and how long it has been at what it took. */
export interface WatchedConsumer {
  /**
   * Sends the canary, and says how the consumer fares. A busy one is noted as alive, since the canary waits in line,
   * unless one of its jobs is overdue. Never waits for the database.
   */
  check(): Promise<QueueState>;
  close(): Promise<void>;
}

export function consume(runtime: Runtime, queue: QueueName, processor: Processor): WatchedConsumer {
  const { ctx, jobs, queueBackend } = runtime;
  const { concurrency, maxJobMs, run } = processor;
  const underWay = new Set<{ readonly sinceMs: number }>();
  let takenMs = performance.now();
  let isNoting = false;

  async function runWatched(job: TakenJob): Promise<void> {
    const watched = { sinceMs: performance.now() };
    underWay.add(watched);
    try {
      await run(ctx, job);
    } finally {
      underWay.delete(watched);
    }
  }

  /** One at a time: over a connection that is dead without a word, none ends. */
  async function noteAlive(): Promise<void> {
    if (isNoting) return;
    isNoting = true;
    try {
      await noteCanary({ ctx, input: { queue } });
    } catch (cause) {
      ctx.log.warn({ queue, err: cause }, "a busy worker cannot be noted as alive");
    } finally {
      isNoting = false;
    }
  }

  const consumer = queueBackend.openConsumer({
    queue,
    concurrency,
    onError: (cause) => ctx.log.warn({ queue, err: cause }, "the queue is in trouble"),
    onFailure: (cause) =>
      ctx.log.error({ queue, err: cause }, "a job failed; the reconciler feeds its rows again"),
    async run(job) {
      takenMs = performance.now();
      if (job.name === CANARY) await noteCanary({ ctx, input: { queue } });
      else await runWatched(job);
    },
  });

  return {
    async check() {
      const reachable = await jobs.canary(queue);
      const nowMs = performance.now();
      const overdue = [...underWay].some(({ sinceMs }) => nowMs - sinceMs > maxJobMs);
      if (underWay.size > 0 && !overdue) void noteAlive();
      return { reachable, underWay: underWay.size, silentMs: nowMs - takenMs, overdue };
    },
    close: () => consumer.close(),
  };
}
