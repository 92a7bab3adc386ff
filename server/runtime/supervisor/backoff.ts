/** A program that crashes at once is started again without delay for a person, yet without burning a core. */
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5000;

/** A program that lived this long had started properly, so its end is news and not the same failure again. */
const HEALTHY_AFTER_MS = 10_000;

/**
 * How long to wait before a program that ended is started again: doubling from 0.1 s to 5 s.
 *
 * @param previousDelayMs the wait before the run that ended now; undefined when it was the first run
 */
export function restartDelayMs({
  previousDelayMs,
  livedMs,
}: {
  previousDelayMs: number | undefined;
  livedMs: number;
}): number {
  if (previousDelayMs === undefined || livedMs > HEALTHY_AFTER_MS) return FIRST_DELAY_MS;
  return Math.min(previousDelayMs * 2, LONGEST_DELAY_MS);
}
