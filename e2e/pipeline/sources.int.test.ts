import { describe, expect, test } from "vitest";
import { githubRequest, publishRequest } from "#e2e/support/publish.ts";
import { seedApiKey, seedGithubSource } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";

const SECRET = "a-secret-of-the-test";

describe("sources and keys, as the doors know them", () => {
  const stack = sharedRuntime();

  const webhook = async (source: string) => {
    const request = githubRequest({ source, secret: SECRET, event: "ping", body: "{}" });
    return (await stack.runtime.doors.webhook(request, null)).status;
  };

  const publish = async (key: string) => {
    const request = publishRequest(key, JSON.stringify(SPECIFICATION_EXAMPLE));
    return (await stack.runtime.doors.publish(request, null)).status;
  };

  test("a new source and a new key are known to their first request", async () => {
    await seedGithubSource(stack.runtime, "fresh", SECRET);
    expect(await webhook("fresh")).toBe(202);
    expect(await publish(await seedApiKey(stack.runtime))).toBe(202);
  });

  test("a revoked key is refused within a second", async () => {
    const key = await seedApiKey(stack.runtime);
    expect(await publish(key)).toBe(202);
    await stack.ctx.db.sql`update api_keys set revoked_at = now()`;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await publish(key)).toBe(401);
  });

  test("a source that cannot be read answers 503, and hides neither the others nor a revocation", async () => {
    await seedGithubSource(stack.runtime, "healthy", SECRET);
    await seedGithubSource(stack.runtime, "broken", SECRET);
    await stack.ctx.db.sql`
      update source_secrets set sealed = 'v1.sealed-by-another-secret'
      where source_id = (select id from sources where key = 'broken')`;
    const key = await seedApiKey(stack.runtime);
    expect(await publish(key)).toBe(202);
    await stack.ctx.db.sql`update api_keys set revoked_at = now()`;
    await stack.ctx.sources.refresh();
    expect(await webhook("broken")).toBe(503);
    expect(await webhook("healthy")).toBe(202);
    expect(await publish(key)).toBe(401);
    const restarted = await createTestRuntime(stack.database, stack.database.appUrl);
    await restarted.close();
  });
});
