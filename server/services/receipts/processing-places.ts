import type { Jobs } from "../context.ts";
import { EarlyReceipts } from "./early-receipts.ts";

/**
 * Slices with transformations that a process works on at once: as many as it has processes that evaluate, and one less
 * than it does jobs at once (workers/registry.ts), so that one job is always free for receipts without.
 */
const MAX_TRANSFORMING = 2;

/** Who works longer than this is slow: nobody waits for a place behind only those. */
const QUICK_MS = 500;

interface Waiting {
  readonly give: (leave: (() => void) | null) => void;
  readonly timer: NodeJS.Timeout;
}

/** A few places, which can be waited for only as long as somebody who is quick may leave one. */
export class Places {
  readonly #most: number;
  readonly #quickMs: number;
  readonly #takenMs = new Set<{ readonly sinceMs: number }>();
  readonly #waiting: Waiting[] = [];

  constructor(most: number, quickMs: number) {
    this.#most = most;
    this.#quickMs = quickMs;
  }

  /** @returns what gives the place back, to be called once; null when all places are taken by those who are slow */
  async take(): Promise<(() => void) | null> {
    if (this.#takenMs.size < this.#most) return this.#occupy();
    const latestMs = Math.max(...[...this.#takenMs].map(({ sinceMs }) => sinceMs));
    const patienceMs = latestMs + this.#quickMs - performance.now();
    if (patienceMs <= 0) return null;
    return await new Promise((give) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        give(null);
      }, patienceMs);
      const waiting = { give, timer };
      this.#waiting.push(waiting);
    });
  }

  #occupy(): () => void {
    const place = { sinceMs: performance.now() };
    this.#takenMs.add(place);
    return () => {
      this.#takenMs.delete(place);
      const next = this.#waiting.shift();
      if (next === undefined) return;
      clearTimeout(next.timer);
      next.give(this.#occupy());
    };
  }
}

/** Runs one piece of work after the other. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return await result;
  }
}

/** What the jobs of one process share, so that they are not in each other's way. */
export class ProcessingPlaces {
  readonly transforming = new Places(MAX_TRANSFORMING, QUICK_MS);
  /** Receipts that may be what a process died of: the one under way when it dies again is the one. */
  readonly suspects = new OneAtATime();
  readonly early: EarlyReceipts;

  constructor(jobs: Pick<Jobs, "process">) {
    this.early = new EarlyReceipts((ids) => void jobs.process(ids, "later"));
  }
}
