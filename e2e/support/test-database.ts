import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";
import { describe, inject } from "vitest";

/** A migrated database of one test file's own. */
export type TestDatabase = {
  readonly name: string;
  /** The superuser: for set-up, and for looking behind the application's rights. */
  readonly ownerUrl: string;
  /** The application's login role, with the rights that it has in production. */
  readonly appUrl: string;
  /** The `TIDINGS_SECRET` from which the login role's password was derived. */
  readonly secret: string;
  /** Drops the database, with whatever is still connected to it. */
  readonly drop: () => Promise<void>;
};

/** Which back end a suite's queue runs on. */
export type QueueBackend = "Redis" | "Postgres";

/** Copies the migrated template; takes about a tenth of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const stack = inject("intStack");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await runOnServer(`CREATE DATABASE ${name} TEMPLATE ${stack.templateName}`);
  const appUrl = new URL(stack.templateAppUrl);
  appUrl.pathname = `/${name}`;
  return {
    name,
    ownerUrl: `${stack.serverUrl}${name}`,
    appUrl: appUrl.href,
    secret: stack.secret,
    drop: () => runOnServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/**
 * Declares one suite twice: with the queue on Redis and on Postgres. Where there is no redis-server the Redis
 * suite is skipped, which the closing line and its list of skipped tests show.
 */
export function describeForEachQueue(title: string, suite: (backend: QueueBackend) => void): void {
  const redisMissing = inject("intStack").redisUrl === undefined;
  describe.skipIf(redisMissing)(`${title} · queue on Redis`, () => suite("Redis"));
  describe(`${title} · queue on Postgres`, () => suite("Postgres"));
}

/** The address for `TIDINGS_QUEUE_URL`: an empty database of Redis, or the test's own Postgres database. */
export async function queueUrlFor(backend: QueueBackend, database: TestDatabase): Promise<string> {
  return backend === "Postgres" ? database.appUrl : await emptyRedisDatabase();
}

async function emptyRedisDatabase(): Promise<string> {
  const url = inject("intStack").redisUrl;
  if (url === undefined)
    throw new Error("this suite needs Redis, and there is none: use describeForEachQueue");
  const redis = new Redis(url);
  try {
    const address = new URL(url);
    address.pathname = `/${await redis.incr("last-test-database")}`;
    return address.href;
  } finally {
    redis.disconnect();
  }
}

/** CREATE DATABASE copies a template only while nobody else does: those who come too early wait their turn. */
async function runOnServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject("intStack").serverUrl}postgres` });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(1)");
    await client.query(statement);
  } finally {
    await client.end();
  }
}
