import type { QueueName } from "#schemas/job.ts";
import type { Ctx } from "#server/services/context.ts";
import { runDeliverJob } from "./processors/deliver.ts";
import { runProcessJob } from "./processors/process.ts";

export interface Processor {
  /**
   * Jobs at once in one process. Storing is bound by the database. Delivering is waiting: most jobs hold one
   * delivery, and with few at once a handful of slow targets would keep all others waiting.
   */
  readonly concurrency: number;
  readonly run: (ctx: Ctx, data: unknown) => Promise<void>;
}

/** Who does the jobs of each queue. */
export const PROCESSORS: Readonly<Record<QueueName, Processor>> = {
  process: { concurrency: 3, run: runProcessJob },
  deliver: { concurrency: 64, run: runDeliverJob },
};
