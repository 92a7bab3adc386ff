import { createServer } from "node:http";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually, publishRequest } from "#e2e/support/publish.ts";
import { seedApiKey, seedWorkflow } from "#e2e/support/seed.ts";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import {
  createTestDatabase,
  describeForEachQueue,
  queueUrlFor,
  type TestDatabase,
} from "#e2e/support/test-database.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";
import { isReady } from "#server/runtime/http/readiness.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { startWorkers, type Workers } from "#workers/start-workers.ts";

describeForEachQueue("when something fails", (backend) => {
  let database: TestDatabase;
  let runtime: Runtime;
  let workers: Workers;
  let apiKey: string;
  let owner: postgres.Sql;

  beforeEach(async () => {
    database = await createTestDatabase();
    owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    runtime = await createTestRuntime(database, await queueUrlFor(backend, database));
    workers = startWorkers(runtime, { onStuck: () => {} });
    apiKey = await seedApiKey(runtime);
  });

  afterEach(async () => {
    await workers.stop();
    await runtime.close();
    await owner.end();
    await database.drop();
  });

  const publish = async (eventId: string, pattern = "invoice.created") => {
    const body = JSON.stringify({ ...SPECIFICATION_EXAMPLE, eventId, pattern });
    expect((await runtime.doors.publish(publishRequest(apiKey, body), null)).status).toBe(202);
  };

  const stored = (eventId: string) =>
    eventually(async () => (await owner`select 1 from events where event_id = ${eventId}`)[0]);

  test("a job that failed is fed again once its cause is gone, and the probes recover", async () => {
    await owner.unsafe(`
      create function fail() returns trigger language plpgsql as
        $$ begin raise exception 'shutting down' using errcode = '57P01'; end $$;
      create trigger fail before insert on events for each statement execute function fail();
      create trigger fail before update on heartbeats for each statement execute function fail()`);
    await publish("evt_held_up");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await owner`select 1 from events`).toHaveLength(0);
    await owner.unsafe("drop trigger fail on events; drop trigger fail on heartbeats");
    await stored("evt_held_up");
    await eventually(async () => (await isReady(runtime)).outcome === "ready");
  });

  test("an answer that cannot be stored is neither repeated nor in its neighbours' way", async () => {
    let calls = 0;
    const target = createServer((_request, response) => {
      calls += 1;
      response.end(`${"a".repeat(4094)}😀\u0000`);
    });
    await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
    const address = target.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const pattern = { type: "exact", value: "emoji.sent", filters: [] } as const;
    await seedWorkflow(runtime, {
      name: "emoji",
      target: { kind: "http", url: `http://127.0.0.1:${port}/`, timeoutMs: 5_000 },
      pattern,
    });
    await seedWorkflow(runtime, { name: "neighbour", target: { kind: "log" }, pattern });
    await publish("evt_emoji", "emoji.sent");
    await eventually(async () => {
      const rows = await owner`select 1 from deliveries where status = 'succeeded'`;
      return rows.length === 2;
    });
    expect(calls).toBe(1);
    target.close();
  });

  test("a target that never answers keeps nobody else waiting", async () => {
    const target = createServer(() => {});
    await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
    const address = target.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await seedWorkflow(runtime, {
      name: "silent",
      target: { kind: "http", url: `http://127.0.0.1:${port}/`, timeoutMs: 60_000 },
      pattern: { type: "exact", value: "into.the.void", filters: [] },
    });
    await seedWorkflow(runtime, {
      name: "quick",
      target: { kind: "log" },
      pattern: { type: "exact", value: "quick.one", filters: [] },
    });
    for (let index = 0; index < 30; index += 1) await publish(`evt_void_${index}`, "into.the.void");
    await stored("evt_void_29");
    await publish("evt_quick", "quick.one");
    await eventually(async () => (await owner`select 1 from deliveries where status = 'succeeded'`)[0]);
    await workers.stop();
    const broken = await owner`select distinct error from attempts where outcome = 'failed'`;
    expect(broken).toEqual([
      { error: "Tidings was stopped while it waited for the target. It is called again." },
    ]);
    target.closeAllConnections();
    target.close();
  });
});
