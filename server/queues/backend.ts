import { createPostgresBackend, type Job, Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import type { Lane, QueueName } from "#schemas/job.ts";

/** Namespace of our keys in a Redis that others use too. */
const REDIS_PREFIX = "tidings";

/** Where BullMQ's tables are when the queue is on Postgres (server/runtime/prepare-database.ts makes them). */
export const POSTGRES_SCHEMA = "bullmq";

/** Connections that one producer or consumer may hold open to Postgres. */
const POSTGRES_CONNECTIONS = 3;

/** A producer waits no longer for a connection to Redis; the reconciler feeds what could not be told. */
const PRODUCER_CONNECT_TIMEOUT_MS = 2_000;

/** A lock that is not renewed for this long belongs to a process that died. */
const LOCK_MS = 30_000;
const STALLED_CHECK_MS = 10_000;

/** BullMQ's default of 1 would fail a job for good whose worker was killed twice. The reconciler is behind this. */
const MAX_STALLED_COUNT = 10;

/** Adds jobs to one queue. */
export interface Producer {
  add(
    name: string,
    data: object,
    options: { readonly jobId: string; readonly lifo?: boolean; readonly lane?: Lane },
  ): Promise<void>;
  waitingCounts(): Promise<Readonly<Record<Lane, number>>>;
  close(): Promise<void>;
}

/** Takes jobs off one queue until it is closed; closing waits for the jobs under way. */
export interface Consumer {
  close(): Promise<void>;
}

export interface TakenJob {
  readonly name: string;
  readonly data: unknown;
  /** It was taken before, by a process that died, or did not answer for as long as a lock is held. */
  readonly isRepeated: boolean;
}

export interface ConsumerOptions {
  readonly queue: QueueName;
  readonly concurrency: number;
  readonly run: (job: TakenJob) => Promise<void>;
  /** The queue itself is in trouble. */
  readonly onError: (cause: Error) => void;
  /** A job threw. It is gone: its rows wait for the reconciler. */
  readonly onFailure: (cause: Error) => void;
}

/** BullMQ on Redis or on Postgres: the same semantics behind one interface. */
export interface QueueBackend {
  openProducer(queue: QueueName, onError: (cause: Error) => void): Producer;
  openConsumer(options: ConsumerOptions): Consumer;
}

/** @param queueUrl `redis://…`, `rediss://…` or `postgres://…`: the scheme selects the back end */
export function openQueueBackend(queueUrl: string, prefix = REDIS_PREFIX): QueueBackend {
  return queueUrl.startsWith("redis") ? redisBackend(queueUrl, prefix) : postgresBackend(queueUrl);
}

function redisBackend(url: string, prefix: string): QueueBackend {
  return {
    openProducer(queue, onError) {
      // One retry, so that adding fails within a second while Redis is away, instead of waiting until it returns.
      const connection = new Redis(url, {
        maxRetriesPerRequest: 1,
        connectTimeout: PRODUCER_CONNECT_TIMEOUT_MS,
      });
      connection.on("error", onError);
      const opened = new Queue(queue, { connection, prefix, skipWaitingForReady: true, ...JOB_DEFAULTS });
      opened.on("error", onError);
      return producer(opened, () => connection.disconnect());
    },
    openConsumer(options) {
      const connection = new Redis(url, { maxRetriesPerRequest: null });
      connection.on("error", options.onError);
      const worker = new Worker(options.queue, runner(options), {
        connection,
        prefix,
        ...consumerSettings(options),
      });
      listen(worker, options);
      return {
        async close() {
          await worker.close();
          connection.disconnect();
        },
      };
    },
  };
}

function postgresBackend(connectionString: string): QueueBackend {
  const connection = { connectionString, schema: POSTGRES_SCHEMA, max: POSTGRES_CONNECTIONS };
  return {
    openProducer(queue, onError) {
      const opened = new Queue(queue, { connection, ...JOB_DEFAULTS }, createPostgresBackend);
      opened.on("error", onError);
      return producer(opened, () => {});
    },
    openConsumer(options) {
      const settings = { connection, ...consumerSettings(options) };
      const worker = new Worker(options.queue, runner(options), settings, createPostgresBackend);
      listen(worker, options);
      return { close: () => worker.close() };
    },
  };
}

const JOB_DEFAULTS = {
  // Nothing of a job is kept: a failed one that stayed would make the queue ignore the next one of its id.
  defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
};

function consumerSettings({ concurrency }: ConsumerOptions) {
  return {
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    maxStalledCount: MAX_STALLED_COUNT,
  };
}

/** What both back ends' workers tell in type. */
interface Listenable {
  on(event: "error", listener: (cause: Error) => void): unknown;
  on(event: "failed", listener: (job: unknown, cause: Error) => void): unknown;
}

function listen(worker: Listenable, { onError, onFailure }: ConsumerOptions): void {
  worker.on("error", onError);
  worker.on("failed", (_job, cause) => onFailure(cause));
}

function runner({ run }: ConsumerOptions) {
  return ({ name, data, stalledCounter }: Pick<Job, "name" | "data" | "stalledCounter">) =>
    run({ name, data, isRepeated: stalledCounter > 0 });
}

/** BullMQ takes jobs without a priority before all that have one. */
const LATER_PRIORITY = 1;

/** The part of BullMQ's queue that both back ends share in type. */
interface OpenedQueue {
  add(
    name: string,
    data: object,
    options: { jobId: string; lifo?: boolean; priority?: number },
  ): Promise<unknown>;
  getWaitingCount(): Promise<number>;
  getPrioritizedCount(): Promise<number>;
  close(): Promise<void>;
}

function producer(queue: OpenedQueue, afterClose: () => void): Producer {
  return {
    async add(name, data, { lane, ...options }) {
      await queue.add(name, data, lane === "later" ? { ...options, priority: LATER_PRIORITY } : options);
    },
    async waitingCounts() {
      const [first, later] = await Promise.all([queue.getWaitingCount(), queue.getPrioritizedCount()]);
      return { first, later };
    },
    async close() {
      await queue.close();
      afterClose();
    },
  };
}
