import type { RateLimit } from "#schemas/source-configuration.ts";
import { allowancesOf } from "../../services/limits/allowances.ts";
import type { AllowanceName, RateLimitDecision, RateLimits } from "../../services/limits/rate-limits.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { Count, Counter } from "./counter.ts";
import type { CounterStore } from "./counter-store.ts";
import { insuredCounter, StoreHealth } from "./insurance.ts";
import { openPostgresStore } from "./postgres-store.ts";
import { openRedisStore } from "./redis-store.ts";

/** Limits that differ, not keys: far more than people configure. Past it all counters are made anew. */
const MAX_LIMITS = 1_000;

interface Counters {
  readonly rate: Counter;
  readonly burst: Counter | null;
}

/** Rate limits of a process, which closes them when it ends. */
export interface OpenRateLimits extends RateLimits {
  close(): Promise<void>;
}

/**
 * Resolves within a second, whether the store is there or not.
 *
 * @param options.queueUrl where the queue is, the counters are: on Redis if there is one, else in the database
 */
export async function openRateLimits(options: {
  readonly queueUrl: string;
  readonly databaseUrl: string;
  readonly log: Logger;
}): Promise<OpenRateLimits> {
  const { queueUrl, databaseUrl, log } = options;
  const health = new StoreHealth(log);
  const onError = (cause: Error) => health.failed(cause, performance.now());
  const store = queueUrl.startsWith("redis")
    ? await openRedisStore(queueUrl, onError)
    : await openPostgresStore(databaseUrl, onError);
  const countersFor = rememberCounters(store, health);
  return {
    async take({ key, limit }) {
      const { rate, burst } = countersFor(limit);
      const fromRate = await rate.count(key);
      if (fromRate.outcome === "within") return allowed(limit, "rate", fromRate);
      if (burst === null) return overLimit(limit, "rate", fromRate);
      const fromBurst = await burst.count(key);
      if (fromBurst.outcome === "within") return allowed(limit, "burst", fromBurst);
      return fromBurst.resetMs < fromRate.resetMs
        ? overLimit(limit, "burst", fromBurst)
        : overLimit(limit, "rate", fromRate);
    },
    close: () => store.close(),
  };
}

function rememberCounters(store: CounterStore, health: StoreHealth): (limit: RateLimit) => Counters {
  const remembered = new Map<string, Counters>();
  return (limit) => {
    const name = `${limit.requests}/${limit.windowSeconds}+${limit.burst}`;
    const known = remembered.get(name);
    if (known) return known;
    if (remembered.size >= MAX_LIMITS) remembered.clear();
    const { rate, burst } = allowancesOf(limit);
    const counters = {
      rate: insuredCounter(store, rate, "rate", health),
      burst: burst && insuredCounter(store, burst, "burst", health),
    };
    remembered.set(name, counters);
    return counters;
  };
}

function allowed(limit: RateLimit, allowance: AllowanceName, count: Count): RateLimitDecision {
  const { remaining } = count;
  return { outcome: "allowed", limit, allowance, remaining, resetSeconds: wholeSeconds(count) };
}

function overLimit(limit: RateLimit, allowance: AllowanceName, count: Count): RateLimitDecision {
  const resetSeconds = wholeSeconds(count);
  return {
    outcome: "over_limit",
    limit,
    allowance,
    remaining: 0,
    resetSeconds,
    retryAfterSeconds: resetSeconds,
  };
}

/** Rounded up: who waits as long as it is told must not come too early. */
function wholeSeconds({ resetMs }: Count): number {
  return Math.max(1, Math.ceil(resetMs / 1_000));
}
