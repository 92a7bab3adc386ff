import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";
import { asAdmin, createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { GITHUB_SOURCE_KEY, setUpDemo } from "./set-up.ts";

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

test("the demo says so when its source cannot be signed for", async () => {
  await runtime.ctx.db.sql`
    insert into sources (id, key, name, preset)
    values (${runtime.ctx.newId()}, ${GITHUB_SOURCE_KEY}, 'GitHub', 'github')`;
  await expect(setUpDemo(asAdmin(runtime))).rejects.toThrow(/"github" is there and has no secret/);
});
