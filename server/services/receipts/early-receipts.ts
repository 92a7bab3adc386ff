/**
 * Jobs of a process that wait for another one at once: one less than it does at once (workers/registry.ts), so that one is
 * always free for what they wait for.
 */
const MAX_WAITING_JOBS = 2;

/** Receipts that rest are fed together, in their order: the later one of two would only come up too early again. */
const FEED_AFTER_MS = 100;

/** While the oldest one comes back again and again, receipts are tried less and less often, down to this. */
const MAX_FEED_AFTER_MS = 1_000;

const SLOWER = 1.5;

/** Fed at once while the oldest one comes back: as many as one job has. The others would come back as well. */
const MAX_PROBED = 500;

/** Some 5 MB. Beyond it, receipts are judged when their turn in the queue comes: what is ahead of so many hangs. */
const MAX_EARLY = 50_000;

/** Longer than any receipt waits: what is older was processed by another process. */
const FORGET_AFTER_MS = 60 * 60 * 1000;

/**
 * Receipts that came up while an earlier one, which is to be judged before them, still waits (rules/move-order.ts). They
 * stay pending, and are tried again: soon at first, and less often while nothing comes of it. What a process does not live to
 * feed again, the reconciler does.
 */
export class EarlyReceipts {
  readonly #nowMs: () => number;
  /** When each of them came up first, in the order in which they did. */
  readonly #sinceMs = new Map<string, number>();
  readonly #resting = new Set<string>();
  #feedAfterMs = FEED_AFTER_MS;
  #oldestFed: string | undefined;
  #isFeeding = false;
  #waitingJobs = 0;

  /** @param nowMs of a clock that only goes forward */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Whether a receipt has waited for less than this by now, and may wait on. */
  mayWait(id: string, mostMs: number): boolean {
    const sinceMs = this.#sinceMs.get(id);
    return sinceMs === undefined ? this.#hasRoom() : this.#nowMs() - sinceMs < mostMs;
  }

  note(ids: readonly string[]): void {
    for (const id of ids) if (!this.#sinceMs.has(id)) this.#sinceMs.set(id, this.#nowMs());
  }

  /** They were processed. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#sinceMs.delete(id);
  }

  /**
   * A place for a job to wait in for another one.
   *
   * @returns what gives the place back, to be called once; null when there is none, or when waiting was in vain of late
   */
  enter(): (() => void) | null {
    if (this.#waitingJobs >= MAX_WAITING_JOBS || this.#resting.size > 0) return null;
    this.#waitingJobs += 1;
    return () => {
      this.#waitingJobs -= 1;
    };
  }

  /** Feeds receipts again after a while, with all others that rest. */
  rest(ids: readonly string[], feed: (ids: readonly string[]) => void): void {
    for (const id of ids) this.#resting.add(id);
    if (this.#isFeeding || this.#resting.size === 0) return;
    this.#isFeeding = true;
    this.#feedLater(feed);
  }

  #feedLater(feed: (ids: readonly string[]) => void): void {
    setTimeout(() => {
      feed(this.#takeRested());
      if (this.#resting.size > 0) this.#feedLater(feed);
      else this.#isFeeding = false;
    }, this.#feedAfterMs).unref();
  }

  /** Oldest first. */
  #takeRested(): string[] {
    const rested = [...this.#resting].sort();
    const isStuck = rested[0] === this.#oldestFed;
    this.#oldestFed = rested[0];
    this.#feedAfterMs = isStuck ? Math.min(this.#feedAfterMs * SLOWER, MAX_FEED_AFTER_MS) : FEED_AFTER_MS;
    const fed = isStuck ? rested.slice(0, MAX_PROBED) : rested;
    for (const id of fed) this.#resting.delete(id);
    return fed;
  }

  #hasRoom(): boolean {
    for (const [id, sinceMs] of this.#sinceMs) {
      if (this.#nowMs() - sinceMs < FORGET_AFTER_MS) break;
      this.#sinceMs.delete(id);
    }
    return this.#sinceMs.size < MAX_EARLY;
  }
}
