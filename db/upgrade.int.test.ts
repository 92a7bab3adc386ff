import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrate } from "./migrate.ts";

const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

const name = `upgrade_${randomBytes(6).toString("hex")}`;
let server: postgres.Sql;
let sql: postgres.Sql;

beforeAll(async () => {
  const { serverUrl } = inject("intStack");
  server = postgres(`${serverUrl}postgres`, { max: 1, onnotice: () => {} });
  await server.unsafe(`CREATE DATABASE ${name}`);
  sql = postgres(`${serverUrl}${name}`, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql.end();
  await server.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.end();
});

/** Brings the database to where an earlier release left it: its first migrations, and no others. */
async function migrateTo(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tidings-migrations-"));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journal = join(folder, "meta", "_journal.json");
  const { entries, ...rest }: { entries: unknown[] } = JSON.parse(readFileSync(journal, "utf8"));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }));
  await runMigrations(drizzle(sql), { migrationsFolder: folder });
  rmSync(folder, { recursive: true });
}

test("a source of the first release keeps its secret, its limit, its receipts and its keys", async () => {
  await migrateTo(2);
  const [source] = await sql<{ id: string }[]>`
    insert into sources (id, key, name, preset, secret, max_body_bytes)
    values (gen_random_uuid(), 'shop', 'Shop', 'github', 'v1.sealed', 2048),
      (gen_random_uuid(), 'api', 'Publish API', 'native', null, null) returning id`;
  await sql`
    insert into receipts (id, received_at, door, source_id, source_key, method, path, headers, body_bytes, status, outcome)
    values (gen_random_uuid(), now(), 'webhook', ${source?.id ?? ""}, 'shop', 'POST', '/', '{}', 0, 202, 'pending')`;
  await sql`
    insert into api_keys (id, source_id, name, prefix, hash)
    select gen_random_uuid(), id, 'Billing', 'tid_', 'hash'::bytea from sources where key = 'api'`;
  await migrate(`${inject("intStack").serverUrl}${name}`);
  expect(await sql`select key, configuration, version from sources order by key`).toEqual([
    { key: "api", configuration: {}, version: 1 },
    { key: "shop", configuration: { maxBodyBytes: 2048 }, version: 1 },
  ]);
  expect(await sql`select source_id, sealed, expires_at from source_secrets`).toEqual([
    { source_id: source?.id, sealed: "v1.sealed", expires_at: null },
  ]);
  expect(await sql`select outcome, requests, query from receipts`).toEqual([
    { outcome: "pending", requests: 1, query: null },
  ]);
  expect(await sql`select scopes, rate_limit from api_keys`).toEqual([
    { scopes: ["publish"], rate_limit: null },
  ]);
});
