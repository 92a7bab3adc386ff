import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { receiptRows } from "#e2e/support/receipt-rows.ts";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";
import { type Database, openDatabase } from "../client.ts";
import { insertReceipts } from "./receipts.ts";
import { countWaiting, oldestWaiting, waitingSourceIds } from "./waiting.ts";

const [NOISY = "", QUIET = "", SMALL = ""] = [randomUUID(), randomUUID(), randomUUID()].sort();
const HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString();

describe("receipts that wait", () => {
  let testDatabase: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    db = await openDatabase({ url: testDatabase.appUrl, applicationName: "test", maxConnections: 2 });
    await insertReceipts(db.sql, receiptRows(3_000, { sourceId: NOISY, receivedAt: HOUR_AGO }));
    await insertReceipts(db.sql, receiptRows(400, { sourceId: QUIET }));
    await insertReceipts(db.sql, receiptRows(3, { sourceId: SMALL }));
    await insertReceipts(db.sql, receiptRows(5, { sourceId: randomUUID(), outcome: "stored" }));
    await insertReceipts(db.sql, receiptRows(5, { outcome: "rejected" }));
  });

  afterAll(async () => {
    await db.close();
    await testDatabase.drop();
  });

  const fed = async (shares: readonly { sourceId: string; most: number }[], limit: number) => {
    const before = new Date(Date.now() + 1_000);
    const oldest = await oldestWaiting(db.sql, { shares, before, limit });
    return Map.groupBy(oldest, ({ sourceId }) => sourceId);
  };

  test("sources that wait are found, each once", async () => {
    expect(await waitingSourceIds(db.sql, 100)).toEqual([NOISY, QUIET, SMALL]);
    expect(await waitingSourceIds(db.sql, 2)).toHaveLength(2);
  });

  test("a long backlog leaves room for the others, and takes what they leave", async () => {
    const most = 2_000;
    const bySource = await fed(
      [NOISY, QUIET, SMALL].map((sourceId) => ({ sourceId, most })),
      1_000,
    );
    expect(bySource.get(SMALL)).toHaveLength(3);
    expect(bySource.get(QUIET)).toHaveLength(400);
    expect(bySource.get(NOISY)).toHaveLength(597);
  });

  test("the oldest of a source come first, and no more than its share", async () => {
    const bySource = await fed(
      [
        { sourceId: NOISY, most: 10 },
        { sourceId: QUIET, most: 0 },
      ],
      1_000,
    );
    const oldest = await db.sql<{ id: string }[]>`
      select id from receipts where source_id = ${NOISY} order by id limit 10`;
    expect(bySource.get(NOISY)?.map(({ id }) => id)).toEqual(oldest.map(({ id }) => id));
    expect(bySource.has(QUIET)).toBe(false);
  });

  test("younger receipts are left alone", async () => {
    const shares = [NOISY, QUIET].map((sourceId) => ({ sourceId, most: 1 }));
    const before = new Date(Date.now() - 60_000);
    const oldest = await oldestWaiting(db.sql, { shares, before, limit: 10 });
    expect(oldest.map(({ sourceId }) => sourceId)).toEqual([NOISY]);
  });

  test("counting stops where it was told to", async () => {
    const rows = await countWaiting(db.sql, { mostCounted: 1_000, mostSources: 10 });
    expect(rows.map(({ sourceId, waiting }) => [sourceId, waiting])).toEqual([
      [NOISY, 1_000],
      [QUIET, 400],
      [SMALL, 3],
    ]);
    expect(new Date(rows[0]?.oldestReceivedAt ?? "").toISOString()).toBe(HOUR_AGO);
  });
});
