import { afterAll, beforeAll } from "vitest";
import type { Runtime } from "#server/runtime/runtime.ts";
import type { ActorCtx } from "#server/services/context.ts";
import { startWorkers, type Workers } from "#workers/start-workers.ts";
import { createTestDatabase, type QueueBackend, queueUrlFor, type TestDatabase } from "./test-database.ts";
import { asAdmin, createTestRuntime } from "./test-runtime.ts";

/** What the tests of a file or suite share. It exists from `beforeAll` on, so read it there or later. */
export interface SharedRuntime {
  readonly database: TestDatabase;
  readonly runtime: Runtime;
  /** Acts for an admin. */
  readonly ctx: ActorCtx;
}

interface Options {
  /** Where the queue is; Postgres unless it is said otherwise. */
  readonly backend?: QueueBackend;
  /** Whether jobs are worked off as they come; without, a test processes what it wants processed. */
  readonly withWorkers?: boolean;
}

/**
 * Gives the file or suite that calls it a database and a runtime of its own, from before its first test until after
 * its last. What the suite's own `afterAll` closes is closed before them.
 */
export function sharedRuntime({ backend = "Postgres", withWorkers = false }: Options = {}): SharedRuntime {
  let database: TestDatabase | undefined;
  let runtime: Runtime | undefined;
  let ctx: ActorCtx | undefined;
  let workers: Workers | undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    runtime = await createTestRuntime(database, await queueUrlFor(backend, database));
    ctx = asAdmin(runtime);
    if (withWorkers) workers = startWorkers(runtime, { onStuck: () => {} });
  });

  afterAll(async () => {
    await workers?.stop();
    await runtime?.close();
    await database?.drop();
  });

  return {
    get database() {
      return started(database);
    },
    get runtime() {
      return started(runtime);
    },
    get ctx() {
      return started(ctx);
    },
  };
}

function started<T>(part: T | undefined): T {
  if (part === undefined)
    throw new Error("Read sharedRuntime's parts in tests and hooks: it starts in beforeAll.");
  return part;
}
