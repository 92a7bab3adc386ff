import type { QueueName } from "#schemas/job.ts";
import { CANARY } from "#server/queues/jobs.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { noteCanary } from "#server/services/canary.ts";
import type { QueueState } from "./consumption.ts";
import { PROCESSORS } from "./registry.ts";

/** A consumer that knows when it last took something. */
export interface WatchedConsumer {
  /** Sends the canary, and says how the consumer fares. A busy one is noted as alive: the canary waits in line. */
  check(): Promise<QueueState>;
  close(): Promise<void>;
}

export function consume({ ctx, jobs, queueBackend }: Runtime, queue: QueueName): WatchedConsumer {
  const { concurrency, run } = PROCESSORS[queue];
  let takenMs = performance.now();
  let underWay = 0;

  async function runWatched(data: unknown): Promise<void> {
    underWay += 1;
    try {
      await run(ctx, data);
    } finally {
      underWay -= 1;
    }
  }

  const consumer = queueBackend.openConsumer({
    queue,
    concurrency,
    onError: (cause) => ctx.log.warn({ queue, err: cause }, "the queue is in trouble"),
    onFailure: (cause) =>
      ctx.log.error({ queue, err: cause }, "a job failed; the reconciler feeds its rows again"),
    async run({ name, data }) {
      takenMs = performance.now();
      if (name === CANARY) await noteCanary({ ctx, input: { queue } });
      else await runWatched(data);
    },
  });

  return {
    async check() {
      const reachable = await jobs.canary(queue);
      if (underWay > 0) await noteCanary({ ctx, input: { queue } });
      return { reachable, underWay, silentMs: performance.now() - takenMs };
    },
    close: () => consumer.close(),
  };
}
