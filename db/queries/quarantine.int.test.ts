import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { receiptRow, receiptRows } from "#e2e/support/receipt-rows.ts";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";
import type { ReceiptRow } from "#server/services/receipts/write.ts";
import { type Database, openDatabase } from "../client.ts";
import { trimQuarantinedBodies } from "./quarantine.ts";
import { insertReceipts } from "./receipts.ts";

const BOUNDS = { maxBodies: 10, maxAgeDays: 14 };
const UNVERIFIED = { outcome: "quarantined", status: 401, reason: "bad_signature" };

describe("trimming the quarantine", () => {
  let testDatabase: TestDatabase;
  let db: Database;
  let owner: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    db = await openDatabase({ url: testDatabase.appUrl, applicationName: "test", maxConnections: 2 });
    owner = await openDatabase({ url: testDatabase.ownerUrl, applicationName: "test", maxConnections: 1 });
  });

  beforeEach(async () => {
    await owner.sql`truncate receipts`;
  });

  afterAll(async () => {
    await Promise.all([db.close(), owner.close()]);
    await testDatabase.drop();
  });

  const insert = async (rows: readonly ReceiptRow[]) => {
    await insertReceipts(db.sql, rows);
    return rows.map(({ id }) => id);
  };

  const withBody = async (sourceKey: string) => {
    const rows = await db.sql<{ id: string }[]>`
      select id from receipts where source_key = ${sourceKey} and body is not null order by id`;
    return rows.map(({ id }) => id);
  };

  test("each source keeps its newest bodies, and every receipt", async () => {
    const noisy = await insert(receiptRows(25, { ...UNVERIFIED, sourceKey: "noisy" }));
    const quiet = await insert(receiptRows(3, { ...UNVERIFIED, sourceKey: "quiet" }));
    expect(await trimQuarantinedBodies(db.sql, BOUNDS)).toBe(15);
    expect(await withBody("noisy")).toEqual(noisy.sort().slice(-10));
    expect(await withBody("quiet")).toEqual(quiet.sort());
    const [kept] = await db.sql<{ receipts: number }[]>`select count(*)::int as receipts from receipts`;
    expect(kept?.receipts).toBe(28);
    expect(await trimQuarantinedBodies(db.sql, BOUNDS)).toBe(0);
  });

  test("bodies that are too old go, however few they are", async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await insert([receiptRow({ ...UNVERIFIED, sourceKey: "old", receivedAt: daysAgo(15) })]);
    const young = await insert([receiptRow({ ...UNVERIFIED, sourceKey: "old", receivedAt: daysAgo(13) })]);
    expect(await trimQuarantinedBodies(db.sql, BOUNDS)).toBe(1);
    expect(await withBody("old")).toEqual(young);
  });

  test("what the sender was told is kept stays, whatever became of it", async () => {
    const accepted = { outcome: "quarantined", status: 202, reason: "transformation_failed" };
    const ids = await insert(receiptRows(25, { ...accepted, sourceKey: "accepted" }));
    await insert(receiptRows(25, { sourceKey: "accepted", outcome: "stored" }));
    expect(await trimQuarantinedBodies(db.sql, BOUNDS)).toBe(0);
    expect(await withBody("accepted")).toEqual(expect.arrayContaining(ids));
  });
});
