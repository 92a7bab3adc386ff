import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { counterOf } from "./counter.ts";
import { CONNECT_TIMEOUT_MS, type CounterStore, limiterOptions, STORE_TIMEOUT_MS } from "./counter-store.ts";

/**
 * Resolves when the connection is there or has failed; then it is tried again and again.
 *
 * @param url `redis://…` or `rediss://…`
 */
export async function openRedisStore(url: string, onError: (cause: Error) => void): Promise<CounterStore> {
  const storeClient = new Redis(url, {
    // Commands fail at once while Redis is away, instead of waiting for its return.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: STORE_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    lazyConnect: true,
  });
  storeClient.on("error", onError);
  // What went wrong comes as an "error" event too.
  await storeClient.connect().catch(() => {});
  return {
    counterFor: (allowance, name) =>
      counterOf(
        new RateLimiterRedis({
          ...limiterOptions(allowance, name),
          storeClient,
          rejectIfRedisNotReady: true,
        }),
      ),
    async close() {
      storeClient.disconnect();
    },
  };
}
