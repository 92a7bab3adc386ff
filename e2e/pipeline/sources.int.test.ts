import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { githubRequest, publishRequest } from "#e2e/support/publish.ts";
import { seedApiKey, seedGithubSource } from "#e2e/support/seed.ts";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import { createTestDatabase, queueUrlFor, type TestDatabase } from "#e2e/support/test-database.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Runtime } from "#server/runtime/runtime.ts";

const SECRET = "a-secret-of-the-test";

describe("sources and keys, as the doors know them", () => {
  let database: TestDatabase;
  let runtime: Runtime;

  beforeAll(async () => {
    database = await createTestDatabase();
    runtime = await createTestRuntime(database, await queueUrlFor("Postgres", database));
  });

  afterAll(async () => {
    await runtime.close();
    await database.drop();
  });

  const webhook = async (source: string) =>
    (await runtime.doors.webhook(githubRequest({ source, secret: SECRET, event: "ping", body: "{}" }), null))
      .status;

  const publish = async (key: string) =>
    (await runtime.doors.publish(publishRequest(key, JSON.stringify(SPECIFICATION_EXAMPLE)), null)).status;

  test("a new source and a new key are known to their first request", async () => {
    await seedGithubSource(runtime, "fresh", SECRET);
    expect(await webhook("fresh")).toBe(202);
    expect(await publish(await seedApiKey(runtime))).toBe(202);
  });

  test("a revoked key is refused within a second", async () => {
    const key = await seedApiKey(runtime);
    expect(await publish(key)).toBe(202);
    await runtime.ctx.db.sql`update api_keys set revoked_at = now()`;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await publish(key)).toBe(401);
  });

  test("a source that cannot be read answers 503, and hides neither the others nor a revocation", async () => {
    await seedGithubSource(runtime, "healthy", SECRET);
    await seedGithubSource(runtime, "broken", SECRET);
    await runtime.ctx.db.sql`
      update source_secrets set sealed = 'v1.sealed-by-another-secret'
      where source_id = (select id from sources where key = 'broken')`;
    const key = await seedApiKey(runtime);
    expect(await publish(key)).toBe(202);
    await runtime.ctx.db.sql`update api_keys set revoked_at = now()`;
    await runtime.ctx.sources.refresh();
    expect(await webhook("broken")).toBe(503);
    expect(await webhook("healthy")).toBe(202);
    expect(await publish(key)).toBe(401);
    const restarted = await createTestRuntime(database, await queueUrlFor("Postgres", database));
    await restarted.close();
  });
});
