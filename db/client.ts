import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/** Postgres type ids (pg_type.oid) whose text form is turned into what the rest of the code uses. */
const INT8 = 20;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const TIMESTAMP_ARRAY = 1115;
const TIMESTAMPTZ_ARRAY = 1185;

/** Nothing that Tidings asks takes nearly as long; what does waits for a lock, or is a search without a limit of its own. */
const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * Between two attempts of a connection. The library's own wait grows to 20 s over an outage, and whatever is given
 * to such a connection after it waits on beside others that have long been back.
 */
const RECONNECT_AFTER_SECONDS = 0.1;

/**
 * Both faces of one connection pool: `sql` for statements written by hand (the ingest path, searches), `orm`
 * for plain rows (configuration, better-auth).
 */
export interface Database {
  readonly sql: postgres.Sql;
  readonly orm: PostgresJsDatabase;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly maxConnections: number;
}

/** What runs statements: the pool, or a transaction's connection. */
export type Sql = postgres.Sql | postgres.TransactionSql;

/** `2024-03-15 10:00:00.5+00` or without zone, always UTC here → `2024-03-15T10:00:00.5Z` (RFC 3339). */
export function toInstant(text: string): string {
  return `${text.replace(" ", "T").replace(/\+00$/, "")}Z`;
}

/** Type ids for `sql.array`: postgres.js takes an array of bytes or booleans for a single one, unless it is told. */
export const BYTEA = 17;
export const BOOLEAN = 16;

/**
 * Opens a pool, and resolves when its first connection is there: postgres.js learns the types of arrays from it, and
 * would send the parameters of a statement that comes before as single values.
 * Timestamps come back as RFC 3339 text in UTC with the digits that Postgres holds, bigint as
 * number; JSON parameters are given as text, so that a payload's digits reach jsonb as they were sent.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const sql = postgres(options.url, {
    max: options.maxConnections,
    onnotice: () => {},
    connect_timeout: 10,
    backoff: () => RECONNECT_AFTER_SECONDS,
    connection: {
      application_name: options.applicationName,
      TimeZone: "UTC",
      statement_timeout: STATEMENT_TIMEOUT_MS,
    },
  });
  const orm = drizzle(sql);
  // drizzle() makes these the identity: ours are set after it, and the arrays' are left to postgres.js again.
  for (const array of [TIMESTAMP_ARRAY, TIMESTAMPTZ_ARRAY]) {
    delete sql.options.parsers[array];
    delete sql.options.serializers[array];
  }
  sql.options.parsers[TIMESTAMP] = toInstant;
  sql.options.parsers[TIMESTAMPTZ] = toInstant;
  sql.options.parsers[INT8] = Number;
  await sql`select 1`;
  return { sql, orm, close: () => sql.end({ timeout: 5 }) };
}
