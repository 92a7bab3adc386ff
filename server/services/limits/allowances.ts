import type { RateLimit } from "#schemas/source-configuration.ts";

/** So many requests in every window. Windows begin with the first request after the last one ended. */
export interface Allowance {
  readonly requests: number;
  readonly windowSeconds: number;
}

/** A day: nobody plans for longer, and a timer of Node holds 24 days at most. */
const MAX_BURST_WINDOW_SECONDS = 86_400;

/**
 * The two allowances of a limit: its rate, and what may come beyond it now and then. The burst's window is the time
 * in which the rate would have let as many requests through, so that it fills at the same pace.
 */
export function allowancesOf({ requests, windowSeconds, burst }: RateLimit): {
  readonly rate: Allowance;
  readonly burst: Allowance | null;
} {
  const rate = { requests, windowSeconds };
  if (burst === 0) return { rate, burst: null };
  const pacedSeconds = Math.ceil((burst * windowSeconds) / requests);
  return {
    rate,
    burst: { requests: burst, windowSeconds: Math.min(pacedSeconds, MAX_BURST_WINDOW_SECONDS) },
  };
}
