import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import {
  createTestDatabase,
  describeForEachQueue,
  queueUrlFor,
  type TestDatabase,
} from "#e2e/support/test-database.ts";
import { asAdmin, createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { createSource } from "#server/services/sources/create.ts";
import { listWaiting } from "#server/services/sources/waiting.ts";
import { startWorkers, type Workers } from "#workers/start-workers.ts";

const PER_SECOND = 5;
const SECRET = "a-secret-of-the-test";

describeForEachQueue("sources that send more than the others", (backend) => {
  let database: TestDatabase;
  let processes: Runtime[];
  let workers: Workers[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    const queueUrl = await queueUrlFor(backend, database);
    processes = [await createTestRuntime(database, queueUrl), await createTestRuntime(database, queueUrl)];
  });

  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await Promise.all(processes.map((runtime) => runtime.close()));
    await database.drop();
  });

  const here = (): Runtime => {
    const [first] = processes;
    if (!first) throw new Error("There is no process.");
    return first;
  };

  async function addSource(key: string, configuration: object = {}): Promise<string> {
    const input = { key, name: key, preset: "github", secret: SECRET, configuration };
    const created = await createSource({ ctx: asAdmin(here()), input });
    if (created.outcome !== "created") throw new Error(created.outcome);
    await Promise.all(processes.map(({ ctx }) => ctx.sources.refresh()));
    return created.id;
  }

  /** Accepts receipts as the door does, without the cost of signing them. */
  async function accept(count: number, sourceKey: string, sourceId: string): Promise<void> {
    const { ctx } = here();
    const rows = Array.from({ length: count }, () =>
      receiptRow({ sourceKey, sourceId, headers: pushHeaders() }),
    );
    await Promise.all(rows.map((row) => ctx.receipts.add(row)));
  }

  async function progress(sourceId: string) {
    const [row] = await here().ctx.db.sql<{ done: number; waiting: number; overtaken: number }[]>`
      with own as (select id, outcome from receipts where source_id = ${sourceId})
      select count(*) filter (where outcome = 'stored')::int as done,
        count(*) filter (where outcome = 'pending')::int as waiting,
        count(*) filter (where outcome = 'pending' and id < (
          select id from own where outcome = 'stored' order by id desc limit 1))::int as overtaken
      from own`;
    if (!row) throw new Error("no row");
    return row;
  }

  test("a throttled source is processed at its pace by all workers together, the oldest first", async () => {
    const throttled = await addSource("throttled", { throttle: { perSecond: PER_SECOND } });
    const free = await addSource("free");
    await accept(60, "throttled", throttled);
    await accept(1, "free", free);
    // One job, and not two: new receipts of a throttled source would overtake those that wait.
    await eventually(async () => ((await here().jobs.waitingCounts("process"))?.first ?? 0) > 0);
    expect(await here().jobs.waitingCounts("process")).toEqual({ first: 1, later: 0 });
    await accept(29, "free", free);
    workers = processes.map((runtime) => startWorkers(runtime, { onStuck: () => {} }));
    const startedMs = performance.now();
    await eventually(async () => (await progress(free)).done === 30);
    expect((await progress(throttled)).waiting).toBeGreaterThan(0);

    const { seconds, done } = await eventually(async () => {
      const reading = await progress(throttled);
      const elapsed = (performance.now() - startedMs) / 1_000;
      expect(reading.overtaken).toBe(0);
      expect(reading.done).toBeLessThanOrEqual(PER_SECOND * (elapsed + 1) + 1);
      return elapsed >= 3 && { ...reading, seconds: elapsed };
    });
    expect(done).toBeGreaterThan(PER_SECOND * seconds * 0.6);

    const [waiting] = await listWaiting({ ctx: asAdmin(here()) });
    expect(waiting).toMatchObject({ sourceId: throttled, more: false, perSecond: PER_SECOND });
    expect(waiting?.waiting).toBeGreaterThan(20);
    expect(waiting?.ageSeconds).toBeGreaterThanOrEqual(2);
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  });

  test("a source with a long backlog does not delay another one", async () => {
    const noisy = await addSource("noisy");
    const quiet = await addSource("quiet");
    await accept(6_000, "noisy", noisy);
    await accept(20, "quiet", quiet);
    workers = [startWorkers(here(), { onStuck: () => {} })];
    const noisyDone = await eventually(async () => {
      const [ahead, own] = [await progress(noisy), await progress(quiet)];
      return own.done === 20 && { done: ahead.done };
    });
    expect(noisyDone.done).toBeLessThan(3_000);
    await eventually(async () => (await progress(noisy)).waiting === 0);
  });
});

let deliveries = 0;

function pushHeaders(): string {
  deliveries += 1;
  return JSON.stringify({
    "content-type": "application/json",
    "x-github-event": "push",
    "x-github-delivery": `delivery-${deliveries}`,
  });
}
