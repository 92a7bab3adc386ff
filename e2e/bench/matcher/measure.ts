import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const BYTES_PER_MB = 1_000_000;

/** What JavaScript holds, in megabytes, typed arrays included, after all that nobody holds is gone. */
export function heldMb(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / BYTES_PER_MB;
}

/** Milliseconds that a piece of work takes. */
export function timeMs(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** Items a second, of a pass over `items` of them that is repeated for at least `leastMs`. */
export function ratePerSecond(items: number, leastMs: number, pass: () => void): number {
  const startedMs = performance.now();
  let passes = 0;
  let spentMs = 0;
  while (spentMs < leastMs) {
    pass();
    passes += 1;
    spentMs = performance.now() - startedMs;
  }
  return (items * passes * 1_000) / spentMs;
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[] | Float64Array, share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
