/** Whose earlier receipts a receipt waits for. */
export type Ahead = "own_source" | "others";

/**
 * An event waits this long for what is ahead, from when it came up too early for it first. What its own source sent comes
 * up in the end, also after an outage with a backlog of hundreds of thousands; other sources may be far behind for good.
 */
const MAX_WAIT_MS: Readonly<Record<Ahead, number>> = { own_source: 10 * 60 * 1000, others: 10_000 };

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

/** Some 10 MB. Beyond it, receipts are judged when their turn in the queue comes: what is ahead of so many hangs. */
const MAX_EARLY = 50_000;

/** What does not rest comes up every second or so: what did not for this long was processed by another process. */
const FORGET_AFTER_MS = 60_000;

interface Early {
  /** When it came up too early first. */
  readonly sinceMs: Readonly<Partial<Record<Ahead, number>>>;
  /** When it came up last, or was fed. */
  readonly seenMs: number;
}

/**
 * Receipts that came up while an earlier one, which is to be judged before them, still waits (rules/move-order.ts). They
 * stay pending, and are tried again: soon at first, and less often while nothing comes of it. What a process does not live to
 * feed again, the reconciler does.
 */
export class EarlyReceipts {
  readonly #feed: (ids: readonly string[]) => void;
  readonly #nowMs: () => number;
  /** In the order of `seenMs`. */
  readonly #early = new Map<string, Early>();
  readonly #resting = new Set<string>();
  #feedAfterMs = FEED_AFTER_MS;
  #oldestFed: string | undefined;
  #isFeeding = false;
  #waitingJobs = 0;

  /**
   * @param feed has receipts tried again, oldest first
   * @param nowMs of a clock that only goes forward
   */
  constructor(feed: (ids: readonly string[]) => void, nowMs: () => number = () => performance.now()) {
    this.#feed = feed;
    this.#nowMs = nowMs;
  }

  /** Whether a receipt may wait, or wait on, for what is ahead. */
  mayWait(id: string, ahead: Ahead): boolean {
    this.#forgetProcessed();
    const early = this.#early.get(id);
    if (early === undefined) return this.#early.size < MAX_EARLY;
    const sinceMs = early.sinceMs[ahead];
    return sinceMs === undefined || this.#nowMs() - sinceMs < MAX_WAIT_MS[ahead];
  }

  /** They came up too early. */
  note(ids: readonly string[], ahead: Ahead): void {
    for (const id of ids) this.#see(id, { [ahead]: this.#nowMs(), ...this.#early.get(id)?.sinceMs });
  }

  /** They were processed. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#early.delete(id);
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
  rest(ids: readonly string[]): void {
    for (const id of ids) this.#resting.add(id);
    if (!this.#isFeeding) this.#feedLater();
  }

  #feedLater(): void {
    this.#isFeeding = this.#resting.size > 0;
    if (!this.#isFeeding) return;
    setTimeout(() => {
      this.#feed(this.#takeRested());
      this.#feedLater();
    }, this.#feedAfterMs).unref();
  }

  /** Oldest first. */
  #takeRested(): string[] {
    const rested = [...this.#resting].sort();
    const isStuck = rested[0] === this.#oldestFed;
    this.#oldestFed = rested[0];
    this.#feedAfterMs = isStuck ? Math.min(this.#feedAfterMs * SLOWER, MAX_FEED_AFTER_MS) : FEED_AFTER_MS;
    const fed = isStuck ? rested.slice(0, MAX_PROBED) : rested;
    for (const id of fed) {
      this.#resting.delete(id);
      this.#see(id, this.#early.get(id)?.sinceMs);
    }
    return fed;
  }

  #forgetProcessed(): void {
    for (const [id, { sinceMs, seenMs }] of this.#early) {
      if (this.#nowMs() - seenMs < FORGET_AFTER_MS) return;
      if (this.#resting.has(id)) this.#see(id, sinceMs);
      else this.#early.delete(id);
    }
  }

  #see(id: string, sinceMs: Early["sinceMs"] | undefined): void {
    if (sinceMs === undefined) return;
    this.#early.delete(id);
    this.#early.set(id, { sinceMs, seenMs: this.#nowMs() });
  }
}
