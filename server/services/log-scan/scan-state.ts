import type { Database, Sql } from "#db/client.ts";
import { boundedRead } from "#db/queries/bounded-read.ts";
import type { ScanEnd, ScanProgress } from "#schemas/log-scan.ts";
import { MAX_SCAN_BYTES, MAX_SCAN_MS, STATEMENT_MS } from "./limits.ts";

export interface ScanBounds {
  readonly maxEvents: number;
  readonly maxBytes?: number;
  readonly maxMs?: number;
}

/** One scan's counters and limits. Whatever ends it is kept in `end`, and every later reading gives nothing. */
export class ScanState {
  readonly #db: Database;
  readonly #signal: AbortSignal;
  readonly #maxBytes: number;
  readonly #deadlineMs: number;
  readonly maxEvents: number;
  end: ScanEnd | null = null;
  looked = 0;
  expected: number | null = null;
  read = 0;
  bytes = 0;
  reachedAt: string | null = null;

  constructor(db: Database, bounds: ScanBounds, signal: AbortSignal) {
    this.#db = db;
    this.#signal = signal;
    this.maxEvents = bounds.maxEvents;
    this.#maxBytes = bounds.maxBytes ?? MAX_SCAN_BYTES;
    this.#deadlineMs = performance.now() + (bounds.maxMs ?? MAX_SCAN_MS);
  }

  /** Runs one statement by itself, so that no scan holds a snapshot for long; null when the scan is over. */
  async query<Result>(statement: (sql: Sql) => Promise<Result>): Promise<Result | null> {
    if (this.isOver()) return null;
    const reading = await boundedRead(this.#db, STATEMENT_MS, statement);
    if (reading.outcome === "read") return reading.result;
    this.end = "slow_database";
    return null;
  }

  isOver(): boolean {
    this.end ??= this.#limitReached();
    return this.end !== null;
  }

  progress(): ScanProgress {
    const { looked, read, bytes, reachedAt } = this;
    const expected = this.expected === null ? null : Math.max(this.expected, looked);
    return { looked, expected, read, bytes, reachedAt };
  }

  #limitReached(): ScanEnd | null {
    if (this.#signal.aborted) return "aborted";
    if (performance.now() > this.#deadlineMs) return "most_time";
    return this.bytes >= this.#maxBytes ? "most_bytes" : null;
  }
}
