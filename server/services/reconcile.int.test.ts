import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";
import { asAdmin, createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { feedThrottled } from "./reconcile.ts";
import { createSource } from "./sources/create.ts";

let database: TestDatabase;
let runtime: Runtime;

beforeAll(async () => {
  database = await createTestDatabase();
  runtime = await createTestRuntime(database, database.appUrl);
});

afterAll(async () => {
  await runtime.close();
  await database.drop();
});

async function addSource(key: string, configuration: object) {
  const input = { key, name: key, preset: "github", secret: "a-secret-of-the-test", configuration };
  const created = await createSource({ ctx: asAdmin(runtime), input });
  expect(created.outcome).toBe("created");
  await runtime.ctx.sources.refresh();
}

test("a round for throttled sources asks the database only while there are any", async () => {
  const closed = await openDatabase({ url: database.appUrl, applicationName: "closed", maxConnections: 1 });
  await closed.close();
  const ctx = { ...runtime.ctx, db: closed };
  await addSource("free", {});
  expect(await feedThrottled({ ctx })).toBe(0);
  await addSource("slow", { throttle: { perSecond: 5 } });
  await expect(feedThrottled({ ctx })).rejects.toThrow();
  expect(await feedThrottled({ ctx: runtime.ctx })).toBe(0);
});
