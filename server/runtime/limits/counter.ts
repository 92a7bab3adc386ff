import { type RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";

/** What is left of an allowance once a request has been counted against it. */
export interface Count {
  readonly outcome: "within" | "over";
  readonly remaining: number;
  /** Until the window ends, in milliseconds. */
  readonly resetMs: number;
}

/** Counts the requests of keys in windows. */
export interface Counter {
  /** @throws when the counter cannot be reached */
  count(key: string): Promise<Count>;
}

/** A limiter of the library, whose "no" is a rejection, as a counter, whose "no" is a value. */
export function counterOf(limiter: RateLimiterAbstract): Counter {
  return {
    async count(key) {
      try {
        return toCount("within", await limiter.consume(key));
      } catch (cause) {
        if (cause instanceof RateLimiterRes) return toCount("over", cause);
        throw cause;
      }
    },
  };
}

function toCount(outcome: Count["outcome"], { remainingPoints, msBeforeNext }: RateLimiterRes): Count {
  return { outcome, remaining: remainingPoints, resetMs: msBeforeNext };
}
