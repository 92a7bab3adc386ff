import { PerformanceObserver } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

/** After so long the runtime has told of every collection before. */
const TOLD_AFTER_MS = 100;

interface Pause {
  readonly startMs: number;
  readonly endMs: number;
}

/** When the garbage collector stopped the program, in the time of `performance.now()`. */
export class GarbagePauses {
  readonly #pauses: Pause[] = [];
  readonly #observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      this.#pauses.push({ startMs: startTime, endMs: startTime + duration });
    }
  });

  constructor() {
    this.#observer.observe({ entryTypes: ["gc"] });
  }

  /** Waits until all pauses so far are known. No more are observed. */
  async end(): Promise<void> {
    await sleep(TOLD_AFTER_MS);
    this.#observer.disconnect();
  }

  /** How much of a time was pauses, in milliseconds. */
  within(startMs: number, endMs: number): number {
    return this.#pauses.reduce(
      (sum, pause) => sum + Math.max(0, Math.min(pause.endMs, endMs) - Math.max(pause.startMs, startMs)),
      0,
    );
  }
}
