import { afterAll, beforeAll, expect, test } from "vitest";
import { type Relay, startRelay } from "#e2e/support/relay.ts";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";
import { type Database, openDatabase } from "./client.ts";

const CONNECTIONS = 4;

/** The library's own wait between two attempts would be some 20 s by then. */
const ROUNDS_WHILE_AWAY = 12;

let database: TestDatabase;
let relay: Relay;

const open = (maxConnections: number): Promise<Database> =>
  openDatabase({ url: relay.url, applicationName: "reconnect", maxConnections });

beforeAll(async () => {
  database = await createTestDatabase();
  relay = await startRelay(database.appUrl);
});

afterAll(async () => {
  await relay.close();
  await database.drop();
});

test("every connection is back soon after an outage, however long it was", async () => {
  const client = await open(CONNECTIONS);
  /** One question for each connection, and who answered it. */
  const askEach = () =>
    Array.from({ length: CONNECTIONS }, async () => {
      const [row] = await client.sql<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.2)`;
      return row?.pid;
    });
  await Promise.all(askEach());
  relay.cut();
  for (let round = 0; round < ROUNDS_WHILE_AWAY; round += 1) {
    const asked = askEach();
    // The others are still under way when the next round asks: some connections are closing by then.
    await expect(Promise.race(asked)).rejects.toThrow();
    void Promise.allSettled(asked);
  }
  await relay.resume();
  await expect
    .poll(async () => new Set(await Promise.all(askEach())).size, { timeout: 5_000 })
    .toBe(CONNECTIONS);
  await client.close();
});

test("a transaction whose connection broke has no part in the one that uses its place next", async () => {
  const client = await open(1);
  const broken = Promise.withResolvers<void>();
  const replaced = Promise.withResolvers<void>();
  let late: unknown;
  const first = client.sql.begin(async (sql) => {
    await sql`select set_config('tidings.test', 'first', false)`;
    relay.cut();
    broken.resolve();
    await replaced.promise;
    late = await sql`select set_config('tidings.test', 'first', false)`.catch((cause: unknown) => cause);
  });
  await broken.promise;
  await expect(first).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await relay.resume();
  const seen = await client.sql.begin(async (sql) => {
    await sql`select set_config('tidings.test', 'second', false)`;
    replaced.resolve();
    await expect.poll(() => late).toMatchObject({ code: "CONNECTION_CLOSED" });
    // In the same transaction still: the end of the first did not end it.
    const [row] = await sql`select current_setting('tidings.test') as text, pg_current_xact_id()::text as id`;
    const [again] = await sql`select pg_current_xact_id()::text as id`;
    return { text: row?.text, isOneTransaction: row?.id === again?.id };
  });
  expect(seen).toEqual({ text: "second", isOneTransaction: true });
  await client.close();
});
