import pg from "pg";
import { RateLimiterPostgres } from "rate-limiter-flexible";
import { counterOf } from "./counter.ts";
import { type CounterStore, limiterOptions, STORE_TIMEOUT_MS } from "./counter-store.ts";

/** Made by the migrations, unlogged: no count waits for the disk. */
const TABLE = "rate_limits";

/** A count takes a fraction of a millisecond; counts of one key wait for each other whatever the connections are. */
const MAX_CONNECTIONS = 4;

/**
 * Resolves when a connection is there or has failed; later ones are made as they are needed.
 *
 * @param url `postgres://…` of the application's database
 */
export async function openPostgresStore(url: string, onError: (cause: Error) => void): Promise<CounterStore> {
  const storeClient = new pg.Pool({
    connectionString: url,
    application_name: "tidings-limits",
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: STORE_TIMEOUT_MS,
    query_timeout: STORE_TIMEOUT_MS,
    statement_timeout: STORE_TIMEOUT_MS,
  });
  storeClient.on("error", onError);
  await storeClient.query("select 1").catch(onError);
  return {
    counterFor: (allowance, name) =>
      counterOf(
        new RateLimiterPostgres({
          ...limiterOptions(allowance, name),
          storeClient,
          storeType: "pool",
          tableName: TABLE,
          tableCreated: true,
          // The worker forgets counters that have ended, once for all processes.
          clearExpiredByTimeout: false,
        }),
      ),
    close: () => storeClient.end(),
  };
}
