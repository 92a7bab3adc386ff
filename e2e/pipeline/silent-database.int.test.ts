import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { type Relay, startRelay } from "#e2e/support/relay.ts";
import {
  createTestDatabase,
  describeForEachQueue,
  queueUrlFor,
  type TestDatabase,
} from "#e2e/support/test-database.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { judgeConsumption } from "#workers/consumption.ts";
import { PROCESSORS } from "#workers/registry.ts";
import { consume, type WatchedConsumer } from "#workers/watched-consumer.ts";

/** A check that waits for the database would wait as long as the test lets it. */
const PROMPT_MS = 3_000;

describeForEachQueue("a database that says nothing any more", (backend) => {
  let database: TestDatabase;
  let relay: Relay;
  let runtime: Runtime;
  let consumer: WatchedConsumer;

  beforeEach(async () => {
    database = await createTestDatabase();
    relay = await startRelay(database.appUrl);
    runtime = await createTestRuntime(
      { ...database, appUrl: relay.url },
      await queueUrlFor(backend, database),
    );
    consumer = consume(runtime, "process", { ...PROCESSORS.process, maxJobMs: 1_500 });
  });

  afterEach(async () => {
    relay.cut();
    await consumer.close();
    await runtime.close();
    await relay.close();
    await database.drop();
  });

  test("is noticed by the job that waits for it, since no error ever comes", async () => {
    relay.hang();
    await runtime.jobs.process([runtime.ctx.newId()]);
    await eventually(async () => (await consumer.check()).underWay === 1);
    const startedMs = performance.now();
    expect(await consumer.check()).toMatchObject({ underWay: 1, overdue: false });
    expect(performance.now() - startedMs).toBeLessThan(PROMPT_MS);
    const state = await eventually(async () => {
      const seen = await consumer.check();
      return seen.overdue && seen;
    });
    expect(judgeConsumption(new Map([["process", state]]))).toEqual({
      outcome: "stuck",
      queues: ["process"],
    });
  });
});
