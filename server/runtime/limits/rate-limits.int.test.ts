import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startRelay } from "#e2e/support/relay.ts";
import {
  createTestDatabase,
  describeForEachQueue,
  queueUrlFor,
  type TestDatabase,
} from "#e2e/support/test-database.ts";
import type { RateLimitDecision, RateLimits } from "#server/services/limits/rate-limits.ts";
import { createLogger } from "#server/telemetry/logger.ts";
import { type OpenRateLimits, openRateLimits } from "./open-rate-limits.ts";

const MINUTE = { requests: 10, windowSeconds: 60, burst: 0 };
const LOG = createLogger({ level: "silent", name: "test" });

async function take(limits: RateLimits, key: string, times: number, limit = MINUTE) {
  return await Promise.all(Array.from({ length: times }, () => limits.take({ key, limit })));
}

const allowedOf = (decisions: readonly RateLimitDecision[]) =>
  decisions.filter(({ outcome }) => outcome === "allowed").length;

/** The queue's address says where the counters are; the test's database is behind it or beside it. */
const open = (url: string) => openRateLimits({ queueUrl: url, databaseUrl: url, log: LOG });

describeForEachQueue("rate limits", (backend) => {
  let database: TestDatabase;
  let queueUrl: string;
  let here: OpenRateLimits;
  let there: OpenRateLimits;

  beforeAll(async () => {
    database = await createTestDatabase();
    queueUrl = await queueUrlFor(backend, database);
    here = await open(queueUrl);
    there = await open(queueUrl);
  });

  afterAll(async () => {
    await Promise.all([here.close(), there.close()]);
    await database.drop();
  });

  test("two processes share one limit", async () => {
    const decisions = await Promise.all([take(here, "shared", 40), take(there, "shared", 40)]);
    expect(allowedOf(decisions.flat())).toBe(10);
  });

  test("keys and limits are counted apart", async () => {
    expect(allowedOf(await take(here, "one", 11))).toBe(10);
    expect(allowedOf(await take(here, "two", 11))).toBe(10);
    expect(allowedOf(await take(here, "one", 11, { ...MINUTE, requests: 5 }))).toBe(5);
  });

  test("the answer says what is left, and when to come again", async () => {
    const [first] = await take(here, "told", 1);
    expect(first).toEqual({
      outcome: "allowed",
      limit: MINUTE,
      allowance: "rate",
      remaining: 9,
      resetSeconds: 60,
    });
    await take(here, "told", 9);
    const [refused] = await take(here, "told", 1);
    expect(refused).toMatchObject({ outcome: "over_limit", remaining: 0 });
    expect(refused).toHaveProperty("retryAfterSeconds", refused?.resetSeconds);
    expect(refused?.resetSeconds).toBeGreaterThan(50);
  });

  test("the burst comes on top of the rate, and is named by what it answers", async () => {
    const limit = { ...MINUTE, burst: 5 };
    const decisions = [];
    for (let request = 0; request < 20; request += 1)
      decisions.push(...(await take(here, "burst", 1, limit)));
    expect(allowedOf(decisions)).toBe(15);
    expect(decisions[9]).toMatchObject({ allowance: "rate", remaining: 0 });
    expect(decisions[10]).toMatchObject({ allowance: "burst", remaining: 4, resetSeconds: 30 });
    expect(decisions[15]).toMatchObject({ outcome: "over_limit", allowance: "burst" });
  });

  test("a window that has ended lets requests through again", async () => {
    const second = { requests: 3, windowSeconds: 1, burst: 0 };
    expect(allowedOf(await take(here, "again", 10, second))).toBe(3);
    await sleep(1_100);
    expect(allowedOf(await take(here, "again", 10, second))).toBe(3);
  });

  test.each(["hang", "cut"] as const)(
    "a store that is away (%s) makes nobody wait or fail",
    async (trouble) => {
      const relay = await startRelay(queueUrl);
      const relayed = await open(relay.url);
      expect(await shared(relayed, here)).toBe(true);
      relay[trouble]();
      const startedMs = performance.now();
      expect(allowedOf(await take(relayed, `away-${trouble}`, 30))).toBe(10);
      expect(performance.now() - startedMs).toBeLessThan(1_000);
      await relay.resume();
      await expect.poll(() => shared(relayed, here), { timeout: 15_000, interval: 300 }).toBe(true);
      await relayed.close();
      await relay.close();
    },
  );

  test("a process starts while the store is away", async () => {
    const relay = await startRelay(queueUrl);
    relay.cut();
    const relayed = await open(relay.url);
    expect(allowedOf(await take(relayed, "started-alone", 30))).toBe(10);
    await relay.resume();
    await expect.poll(() => shared(relayed, here), { timeout: 15_000, interval: 300 }).toBe(true);
    await relayed.close();
    await relay.close();
  });
});

/** Whether both count together: the second sees what the first has taken. */
async function shared(one: RateLimits, other: RateLimits): Promise<boolean> {
  const key = randomUUID();
  await take(one, key, 1);
  const [decision] = await take(other, key, 1);
  return decision?.remaining === MINUTE.requests - 2;
}
