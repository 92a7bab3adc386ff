import type { RateLimit } from "#schemas/source-configuration.ts";

/** Which of a limit's two allowances a request was counted against. */
export type AllowanceName = "rate" | "burst";

interface Standing {
  readonly limit: RateLimit;
  /**
   * The allowance that the request was taken from. Of a refused request: the one that has room again first, since
   * either will do.
   */
  readonly allowance: AllowanceName;
  /** Requests that this allowance has left until it starts anew. */
  readonly remaining: number;
  /** Whole seconds until the allowance starts anew, at least 1. */
  readonly resetSeconds: number;
}

export type RateLimitDecision =
  | (Standing & { readonly outcome: "allowed" })
  | (Standing & { readonly outcome: "over_limit"; readonly retryAfterSeconds: number });

/** Counts requests against limits, together with all other processes. */
export interface RateLimits {
  /**
   * Counts one request. Never rejects and hardly waits: while the shared counters are away, this process counts for
   * itself, with the whole limit.
   *
   * @param input.key what is counted, such as `source:<id>`; of things that exist only, at most 150 characters:
   * strangers must not choose it, since each key holds memory until its window ends
   */
  take(input: { readonly key: string; readonly limit: RateLimit }): Promise<RateLimitDecision>;
}
