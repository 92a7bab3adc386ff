const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Waits after the first, second, … failed attempt: quick while it may be a restart, then about a day and a half in
 * all, so that a target that is down over a night still gets its events (Standard Webhooks, "Retry schedule").
 */
const WAITS_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  4 * HOUR,
  10 * HOUR,
  20 * HOUR,
] as const;

export const MAX_ATTEMPTS = WAITS_MS.length + 1;

/** Up to a fifth longer, so that deliveries which failed together do not all return together. */
const JITTER = 0.2;

/** HTTP 410 Gone: the target asks not to be called again. */
const GONE = 410;

export type NextStep =
  | { readonly outcome: "retry"; readonly waitMs: number }
  | { readonly outcome: "give_up"; readonly because: "attempts_used" | "target_gone" };

/**
 * What follows a failed attempt.
 *
 * @param attempt its number, from 1
 * @param statusCode what the target answered, if it did
 * @param random a number in [0, 1)
 */
export function afterFailure(attempt: number, statusCode: number | null, random: number): NextStep {
  if (statusCode === GONE) return { outcome: "give_up", because: "target_gone" };
  const waitMs = WAITS_MS[attempt - 1];
  if (waitMs === undefined) return { outcome: "give_up", because: "attempts_used" };
  return { outcome: "retry", waitMs: Math.round(waitMs * (1 + JITTER * random)) };
}
