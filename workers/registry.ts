import type { QueueName } from "#schemas/job.ts";
import type { TakenJob } from "#server/queues/backend.ts";
import type { Ctx } from "#server/services/context.ts";
import { runDeliverJob } from "./processors/deliver.ts";
import { runProcessJob } from "./processors/process.ts";

export interface Processor {
  /**
   * Jobs at once in one process. Storing is bound by the database. Delivering is waiting: most jobs hold one
   * delivery, and with few at once a handful of slow targets would keep all others waiting.
   */
  readonly concurrency: number;
  /**
   * A job that takes longer, in milliseconds, waits for an answer that will never come. Processing takes nothing new
   * after half a minute; what it is at then are a few statements, which the database ends after half a minute each. A
   * job of 500 deliveries calls 20 targets at a time, and each may take a minute.
   */
  readonly maxJobMs: number;
  readonly run: (ctx: Ctx, job: Pick<TakenJob, "data" | "isRepeated">) => Promise<void>;
}

/** Who does the jobs of each queue. */
export const PROCESSORS: Readonly<Record<QueueName, Processor>> = {
  process: { concurrency: 3, maxJobMs: 5 * 60_000, run: runProcessJob },
  deliver: { concurrency: 64, maxJobMs: 40 * 60_000, run: runDeliverJob },
};
