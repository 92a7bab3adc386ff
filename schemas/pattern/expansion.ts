/** RE2 refuses repetitions that multiply to more than this. */
const MAX_RE2_REPETITIONS = 1_000;

/** An upper bound of the size that a regular expression grows to when its counted repetitions are written out. */
export function expansionOf(source: string): number {
  let repetitions = 1;
  for (const [, counts = ""] of source.matchAll(/\{([\d,]+)\}/g)) {
    repetitions *= Math.max(1, ...counts.split(",").map(Number));
  }
  return source.length * Math.min(repetitions, MAX_RE2_REPETITIONS);
}
