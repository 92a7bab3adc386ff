import type { Database, Sql } from "#db/client.ts";
import { boundedRead } from "#db/queries/bounded-read.ts";
import type { ScanEnd, ScanProgress } from "#schemas/log-scan.ts";
import { MAX_SCAN_BYTES, STATEMENT_MS } from "./limits.ts";
import type { ScanTime } from "./scan-time.ts";

export interface ScanBounds {
  readonly maxEvents: number;
  readonly maxBytes?: number;
}

/** One reading's counters and limits. Whatever ends it is kept in `end`, and every later statement gives nothing. */
export class ScanState {
  readonly #db: Database;
  readonly #maxBytes: number;
  readonly #time: ScanTime;
  readonly maxEvents: number;
  end: ScanEnd | null = null;
  looked = 0;
  expected: number | null = null;
  read = 0;
  bytes = 0;
  reachedAt: string | null = null;

  constructor(db: Database, bounds: ScanBounds, time: ScanTime) {
    this.#db = db;
    this.#time = time;
    this.maxEvents = bounds.maxEvents;
    this.#maxBytes = bounds.maxBytes ?? MAX_SCAN_BYTES;
  }

  /** Runs one statement by itself, so that no scan holds a snapshot for long; null when the reading is over. */
  async query<Result>(statement: (sql: Sql) => Promise<Result>): Promise<Result | null> {
    if (this.isOver()) return null;
    const timeoutMs = this.#time.statementMs;
    const reading = await boundedRead(this.#db, timeoutMs, statement);
    if (reading.outcome === "read") return reading.result;
    this.end = this.#time.over ?? (timeoutMs < STATEMENT_MS ? "most_time" : "slow_database");
    return null;
  }

  /** To be awaited between small pieces of work: lets others go first when it is their turn, and says whether the reading goes on. */
  async goesOn(): Promise<boolean> {
    await this.#time.rest();
    return !this.isOver();
  }

  isOver(): boolean {
    this.end ??= this.#time.over ?? (this.bytes >= this.#maxBytes ? "most_bytes" : null);
    return this.end !== null;
  }

  progress(): ScanProgress {
    const { looked, read, bytes, reachedAt } = this;
    const expected = this.expected === null ? null : Math.max(this.expected, looked);
    return { looked, expected, read, bytes, reachedAt };
  }
}
