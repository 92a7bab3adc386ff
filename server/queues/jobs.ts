import {
  type DeliverJob,
  type Lane,
  MAX_JOB_IDS,
  type ProcessJob,
  QUEUES,
  type QueueName,
} from "#schemas/job.ts";
import type { Logger } from "#server/telemetry/logger.ts";
import type { Producer, QueueBackend } from "./backend.ts";

/** The job that proves that a queue is consumed; it carries nothing, and goes before the others. */
export const CANARY = "canary";

/** A queue that does not take a job within this time is treated as away. */
const ADD_TIMEOUT_MS = 1_000;

/** While a queue is away it is said once in this time, not for every request. */
const COMPLAIN_EVERY_MS = 10_000;

/** Wakes the workers. Fails silently but for the log: every row that is named here is found by the reconciler too. */
export interface JobQueue {
  process(receiptIds: readonly string[], lane?: Lane): Promise<void>;
  deliver(deliveryIds: readonly string[]): Promise<void>;
  /** @returns whether the queue took it */
  canary(queue: QueueName): Promise<boolean>;
  /** Jobs that wait in a queue, or null while it cannot be asked. */
  waitingCounts(queue: QueueName): Promise<Readonly<Record<Lane, number>> | null>;
  close(): Promise<void>;
}

export function createJobQueue(backend: QueueBackend, log: Logger): JobQueue {
  const complain = rarely((cause: unknown) => {
    log.warn({ err: cause }, "the queue is away; the reconciler will feed what waits");
  });
  const producers = new Map(QUEUES.map((queue) => [queue, backend.openProducer(queue, complain)]));

  /** Null: the queue is away. */
  async function attempt<Result>(
    queue: QueueName,
    use: (producer: Producer) => Promise<Result>,
  ): Promise<Result | null> {
    const producer = producers.get(queue);
    if (!producer) return null;
    try {
      return await within(ADD_TIMEOUT_MS, use(producer));
    } catch (cause) {
      complain(cause);
      return null;
    }
  }

  async function add(
    queue: QueueName,
    ids: readonly string[],
    toJob: (ids: string[]) => object,
    lane: Lane = "first",
  ) {
    for (let from = 0; from < ids.length; from += MAX_JOB_IDS) {
      const some = ids.slice(from, from + MAX_JOB_IDS);
      await attempt(queue, (producer) => producer.add(queue, toJob(some), { jobId: jobId(some), lane }));
    }
  }

  return {
    process: (ids, lane) => add("process", ids, (receiptIds): ProcessJob => ({ receiptIds }), lane),
    deliver: (ids) => add("deliver", ids, (deliveryIds): DeliverJob => ({ deliveryIds })),
    canary: async (queue) => {
      const added = await attempt(queue, async (producer) => {
        await producer.add(CANARY, {}, { jobId: CANARY, lifo: true });
        return true;
      });
      return added ?? false;
    },
    waitingCounts: (queue) => attempt(queue, (producer) => producer.waitingCounts()),
    close: async () => {
      await Promise.allSettled([...producers.values()].map((producer) => producer.close()));
    },
  };
}

/** The same rows make the same job, so that feeding them again while it waits adds nothing. */
function jobId(ids: readonly string[]): string {
  return `${ids[0]}-${ids.at(-1)}-${ids.length}`;
}

async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function rarely(say: (cause: unknown) => void): (cause: unknown) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (cause) => {
    const nowMs = performance.now();
    if (nowMs - lastMs < COMPLAIN_EVERY_MS) return;
    lastMs = nowMs;
    say(cause);
  };
}
