import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, githubRequest } from "#e2e/support/publish.ts";
import {
  createTestDatabase,
  describeForEachQueue,
  queueUrlFor,
  type TestDatabase,
} from "#e2e/support/test-database.ts";
import { asAdmin, createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { createSource } from "#server/services/sources/create.ts";

const SECRET = "a-secret-of-the-test";

describeForEachQueue("limits at the door", (backend) => {
  let database: TestDatabase;
  let here: Runtime;
  let there: Runtime;

  beforeAll(async () => {
    database = await createTestDatabase();
    const queueUrl = await queueUrlFor(backend, database);
    here = await createTestRuntime(database, queueUrl);
    there = await createTestRuntime(database, queueUrl);
    const rateLimit = { requests: 10, windowSeconds: 60, burst: 5 };
    const input = { key: "limited", name: "limited", preset: "github", secret: SECRET };
    await createSource({ ctx: asAdmin(here), input: { ...input, configuration: { rateLimit } } });
    await createSource({ ctx: asAdmin(here), input: { ...input, key: "unlimited" } });
  });

  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await database.drop();
  });

  const send = (runtime: Runtime, source: string, signature?: string) =>
    runtime.doors.webhook(
      githubRequest({ source, secret: SECRET, event: "push", body: "{}", ...(signature && { signature }) }),
      "127.0.0.1",
    );

  /** All receipts of a source: how many there are, and how many requests they stand for. */
  const receiptsOf = async (sourceKey: string, status: number) => {
    const [row] = await here.ctx.db.sql<{ receipts: number; requests: number }[]>`
      select count(*)::int as receipts, coalesce(sum(requests), 0)::int as requests
      from receipts where source_key = ${sourceKey} and status = ${status}`;
    return row;
  };

  test("two processes let no more through than the limit, and say so", async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, place) => send(place % 2 ? here : there, "limited")),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(25);
    for (const { headers } of answers) {
      expect(headers.get("ratelimit-policy")).toBe('"source";q=10;w=60, "source-burst";q=5;w=30');
      expect(headers.get("ratelimit")).toMatch(/^"source(-burst)?";r=\d+;t=\d+$/);
    }
    for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    await eventually(async () => (await receiptsOf("limited", 429))?.requests === 25);
    expect(await receiptsOf("limited", 202)).toEqual({ receipts: 15, requests: 15 });
  });

  test("one source at its limit leaves the others alone", async () => {
    await Promise.all(Array.from({ length: 100 }, () => send(here, "limited")));
    const answer = await send(here, "unlimited");
    expect(answer.status).toBe(202);
    expect(answer.headers.has("ratelimit")).toBe(false);
  });

  test("a flood of unsigned requests leaves few receipts, and all of it is counted", async () => {
    const answers = await Promise.all(
      Array.from({ length: 600 }, (_, place) =>
        send(place % 2 ? here : there, "unlimited", "sha256=0000000000000000000000000000000000000000"),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    await eventually(async () => (await receiptsOf("unlimited", 401))?.requests === 600);
    expect((await receiptsOf("unlimited", 401))?.receipts).toBeLessThan(120);
    const named = new Set(answers.map(({ headers }) => headers.get("tidings-receipt-id")));
    const found = await here.ctx.db.sql`select id from receipts where id = any(${[...named]}::uuid[])`;
    expect(found).toHaveLength(named.size);
  });
});
