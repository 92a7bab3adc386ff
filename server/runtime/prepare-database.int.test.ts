import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createTestDatabase,
  describeForEachQueue,
  queueUrlFor,
  type TestDatabase,
} from "#e2e/support/test-database.ts";
import { prepareDatabase } from "./prepare-database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

describe("prepareDatabase", () => {
  test("can run again, and gives the same login role", async () => {
    const options = { ownerUrl: database.ownerUrl, secret: database.secret, queueOnPostgres: true };
    const first = await prepareDatabase(options);
    const second = await prepareDatabase(options);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ appUrl: expect.stringContaining(`//${database.name}_login:`) });
  });

  test("changes the role's password with the secret", async () => {
    const before = await prepareDatabase({
      ownerUrl: database.ownerUrl,
      secret: "a".repeat(32),
      queueOnPostgres: false,
    });
    const after = await prepareDatabase({
      ownerUrl: database.ownerUrl,
      secret: "b".repeat(32),
      queueOnPostgres: false,
    });
    if (before.outcome !== "prepared" || after.outcome !== "prepared") throw new Error("not prepared");
    await expect(query(after.appUrl, "SELECT 1 AS one")).resolves.toEqual([{ one: 1 }]);
    await expect(query(before.appUrl, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  });

  test("refuses with a way out when the owner may not make roles", async () => {
    const name = `${database.name}_poor`;
    await query(database.ownerUrl, `CREATE ROLE ${name} LOGIN PASSWORD 'poor'`);
    const poor = new URL(database.ownerUrl);
    poor.username = name;
    poor.password = "poor";
    const result = await prepareDatabase({
      ownerUrl: poor.href,
      secret: database.secret,
      queueOnPostgres: false,
    });
    expect(result).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining("TIDINGS_APP_DATABASE_URL"),
    });
    await query(database.ownerUrl, `DROP ROLE ${name}`);
  });
});

describe("the application's role", () => {
  test("can neither change nor empty the log", async () => {
    for (const statement of ["UPDATE events SET version = '2'", "DELETE FROM events", "TRUNCATE events"]) {
      await expect(query(database.appUrl, statement)).rejects.toThrow(/permission denied/);
    }
  });

  test("is nobody special", async () => {
    const rows = await query(
      database.appUrl,
      "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user",
    );
    expect(rows).toEqual([
      { rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false },
    ]);
  });
});

describeForEachQueue("a test's queue", (backend) => {
  test("has an address of its own", async () => {
    const first = await queueUrlFor(backend, database);
    expect(new URL(first).protocol).toBe(backend === "Redis" ? "redis:" : "postgres:");
  });
});
