import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Allowance } from "../../services/limits/allowances.ts";
import type { AllowanceName } from "../../services/limits/rate-limits.ts";
import type { Logger } from "../../telemetry/logger.ts";
import { type Counter, counterOf } from "./counter.ts";
import { type CounterStore, limiterOptions } from "./counter-store.ts";

/** How long the store is left alone before one request finds out whether it is back. */
const ASK_AGAIN_MS = 1_000;

/**
 * Whether the shared store is worth asking. Once it has failed, requests do not wait for it one after the other:
 * a single one asks again, once a second.
 */
export class StoreHealth {
  readonly #log: Logger;
  #away = false;
  #askAgainMs = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** @param nowMs of a clock that only goes forward */
  mayAsk(nowMs: number): boolean {
    if (!this.#away) return true;
    if (nowMs < this.#askAgainMs) return false;
    this.#askAgainMs = nowMs + ASK_AGAIN_MS;
    return true;
  }

  answered(): void {
    if (this.#away) this.#log.info("the counters of rate limits are shared again");
    this.#away = false;
  }

  failed(cause: unknown, nowMs: number): void {
    if (!this.#away) {
      this.#log.warn({ err: cause }, "the counters of rate limits are away; each process counts for itself");
    }
    this.#away = true;
    this.#askAgainMs = nowMs + ASK_AGAIN_MS;
  }
}

/**
 * A counter that never fails: in the store, or in this process's memory while the store is away. Each process then
 * grants the whole allowance, so several together grant more: a limit that fails must not refuse what is allowed.
 */
export function insuredCounter(
  store: CounterStore,
  allowance: Allowance,
  name: AllowanceName,
  health: StoreHealth,
): Counter {
  const shared = store.counterFor(allowance, name);
  const { keyPrefix, points, duration } = limiterOptions(allowance, name);
  const alone = counterOf(new RateLimiterMemory({ keyPrefix, points, duration }));
  return {
    async count(key) {
      if (!health.mayAsk(performance.now())) return await alone.count(key);
      try {
        const count = await shared.count(key);
        health.answered();
        return count;
      } catch (cause) {
        health.failed(cause, performance.now());
        return await alone.count(key);
      }
    },
  };
}
