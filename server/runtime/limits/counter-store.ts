import type { Allowance } from "../../services/limits/allowances.ts";
import type { AllowanceName } from "../../services/limits/rate-limits.ts";
import type { Counter } from "./counter.ts";

/** Where the counters are that all processes share. */
export interface CounterStore {
  counterFor(allowance: Allowance, name: AllowanceName): Counter;
  close(): Promise<void>;
}

/**
 * A store that does not answer within this time is away, and the process counts for itself: a request must not wait
 * for its limit to be looked up. Well over what a busy store needs, well under what a sender notices.
 */
export const STORE_TIMEOUT_MS = 500;

/** A process that starts waits this long for the store, and then starts without it. */
export const CONNECT_TIMEOUT_MS = 1_000;

/** What all limiters of the library have in common. */
export function limiterOptions({ requests, windowSeconds }: Allowance, name: AllowanceName) {
  return {
    // The allowance is part of the key: another limit begins to count anew, rather than with the old one's window.
    keyPrefix: `tidings-limit:${name}:${requests}/${windowSeconds}`,
    points: requests,
    duration: windowSeconds,
    // Once a key is at its limit it is refused from memory until the window ends: a flood costs no round trips.
    inMemoryBlockOnConsumed: requests,
  };
}
