import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";
import { type Database, openDatabase } from "../client.ts";
import { chargeTokens, readTokens, takeTokens } from "./throttles.ts";

describe("buckets of throttled sources", () => {
  let testDatabase: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    db = await openDatabase({ url: testDatabase.appUrl, applicationName: "test", maxConnections: 8 });
  });

  afterAll(async () => {
    await db.close();
    await testDatabase.drop();
  });

  const take = async (sourceId: string, perSecond: number, wanted: number) =>
    (await takeTokens(db.sql, [{ sourceId, perSecond, wanted }])).get(sourceId);

  const read = async (sourceId: string, perSecond: number) =>
    (await readTokens(db.sql, [{ sourceId, perSecond }])).get(sourceId);

  test("a new bucket holds a second's worth, and not more than that is given", async () => {
    const sourceId = randomUUID();
    expect(await read(sourceId, 5)).toBe(5);
    expect(await take(sourceId, 5, 3)).toBe(3);
    expect(await take(sourceId, 5, 100)).toBe(2);
    expect(await take(sourceId, 5, 100)).toBe(0);
    expect(await read(sourceId, 5)).toBe(0);
  });

  test("it fills with time, up to a second's worth", async () => {
    const sourceId = randomUUID();
    await take(sourceId, 20, 20);
    await sleep(500);
    const taken = (await take(sourceId, 20, 100)) ?? 0;
    expect(taken).toBeGreaterThanOrEqual(9);
    expect(taken).toBeLessThan(20);
    await db.sql`update throttles set refilled_at = now() - interval '1 hour' where source_id = ${sourceId}`;
    expect(await take(sourceId, 20, 100)).toBe(20);
  });

  test("a rate under one a second gives a whole token now and then", async () => {
    const sourceId = randomUUID();
    expect(await take(sourceId, 0.1, 5)).toBe(1);
    await db.sql`update throttles set refilled_at = now() - interval '9 seconds' where source_id = ${sourceId}`;
    expect(await take(sourceId, 0.1, 5)).toBe(0);
    await db.sql`update throttles set refilled_at = now() - interval '2 seconds' where source_id = ${sourceId}`;
    expect(await take(sourceId, 0.1, 5)).toBe(1);
  });

  test("who takes at the same time shares what there is", async () => {
    const sourceIds = [randomUUID(), randomUUID(), randomUUID()];
    const ask = (order: readonly string[]) =>
      takeTokens(
        db.sql,
        order.map((sourceId) => ({ sourceId, perSecond: 1_000, wanted: 60 })),
      );
    await ask(sourceIds);
    await db.sql`update throttles set tokens = 1000, refilled_at = now() + interval '1 hour'`;
    const taken = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => ask(turn % 2 ? sourceIds : sourceIds.toReversed())),
    );
    for (const sourceId of sourceIds) {
      expect(taken.reduce((sum, granted) => sum + (granted.get(sourceId) ?? 0), 0)).toBe(1_000);
    }
  });

  test("a charge may take more than there is: the bucket fills from below", async () => {
    const sourceId = randomUUID();
    await take(sourceId, 10, 1);
    await chargeTokens(db.sql, [{ sourceId, tokens: 99 }]);
    expect(await read(sourceId, 10)).toBe(0);
    await db.sql`update throttles set refilled_at = now() - interval '8 seconds' where source_id = ${sourceId}`;
    expect(await take(sourceId, 10, 1)).toBe(0);
    await db.sql`update throttles set refilled_at = now() - interval '2 seconds' where source_id = ${sourceId}`;
    expect(await take(sourceId, 10, 100)).toBe(10);
  });
});
