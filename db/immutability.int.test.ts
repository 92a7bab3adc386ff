import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";

describe("the log, with the application's own credentials", () => {
  let database: TestDatabase;
  let sql: postgres.Sql;

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = postgres(database.appUrl, { max: 1, onnotice: () => {} });
    await sql`
      insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
      values (gen_random_uuid(), 'evt_1', 'a.b', '1', '{}', now(), '{}', '{}')`;
  });

  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  test.each([
    "update events set payload = '{}'",
    "delete from events",
    "truncate events",
    "truncate events cascade",
    "alter table events disable trigger all",
    "alter table events disable trigger events_immutable",
    "drop trigger events_immutable on events",
    "drop table events",
    "set session_replication_role = replica",
    "update audit_entries set action = 'nothing'",
    "delete from audit_entries",
    "delete from receipts",
    "update receipts set body = ''",
    "update receipts set received_at = now()",
    "update deliveries set event_row_id = gen_random_uuid()",
  ])("refuses: %s", async (statement) => {
    await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
    expect(await sql`select event_id from events`).toHaveLength(1);
  });

  test("cannot become the owner", async () => {
    const owner = new URL(database.ownerUrl).username;
    await expect(sql.unsafe(`set role "${owner}"`)).rejects.toMatchObject({ code: "42501" });
  });

  test.each(["update events set payload = '{}'", "delete from events", "truncate events cascade"])(
    "its trigger refuses even the owner, and replicas too: %s",
    async (statement) => {
      const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
      await expect(owner.unsafe(statement)).rejects.toThrow("The log is immutable");
      await owner.unsafe("set session_replication_role = replica");
      await expect(owner.unsafe(statement)).rejects.toThrow("The log is immutable");
      await owner.end();
    },
  );
});
