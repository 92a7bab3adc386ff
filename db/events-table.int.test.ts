import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";

describe("the events table is the specification's", () => {
  let database: TestDatabase;
  let sql: postgres.Sql;

  beforeAll(async () => {
    database = await createTestDatabase();
    sql = postgres(database.ownerUrl, { max: 1 });
  });

  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  test("its columns and types", async () => {
    const columns = await sql`
      select column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '') as column
      from information_schema.columns where table_name = 'events' order by ordinal_position`;
    expect(columns.map((row) => row["column"])).toEqual([
      "id uuid",
      "event_id character varying(255)",
      "pattern character varying(255)",
      "version character varying(50)",
      "source jsonb",
      "timestamp timestamp without time zone",
      "payload jsonb",
      "metadata jsonb",
      "created_at timestamp without time zone",
    ]);
  });

  test("its primary key and five indexes", async () => {
    const indexes =
      await sql`select indexname, indexdef from pg_indexes where tablename = 'events' order by indexname`;
    expect(
      indexes.map((row) => [row["indexname"], row["indexdef"].replace(/^CREATE | ON .* USING/g, "")]),
    ).toEqual([
      ["events_event_id_idx", "UNIQUE INDEX events_event_id_idx btree (event_id)"],
      ["events_metadata_gin_idx", "INDEX events_metadata_gin_idx gin (metadata jsonb_path_ops)"],
      ["events_pattern_idx", "INDEX events_pattern_idx btree (pattern)"],
      ["events_pkey", "UNIQUE INDEX events_pkey btree (id)"],
      ["events_source_idx", "INDEX events_source_idx gin (source jsonb_path_ops)"],
      ["events_timestamp_idx", 'INDEX events_timestamp_idx btree ("timestamp")'],
    ]);
  });

  test("receipts of today and of the coming week have partitions", async () => {
    const partitions = await sql`select relid::text as name from pg_partition_tree('receipts') where isleaf`;
    const today = new Date().toISOString().slice(0, 10).replaceAll("-", "");
    expect(partitions.map((row) => row["name"])).toContain(`receipts_${today}`);
    expect(partitions).toHaveLength(9);
  });
});
