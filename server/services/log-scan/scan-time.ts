import { MAX_SCAN_MS, PROGRESS_MS, STATEMENT_MS } from "./limits.ts";
import { Pacer } from "./pacer.ts";

/**
 * The time of one scan, for all that is done in it: whether it goes on, when others have their turn, and when its reader
 * is told how far it is. Whatever can take long asks it between its pieces.
 */
export class ScanTime {
  readonly #endsMs: number;
  readonly #pacer = new Pacer();
  #toldMs = performance.now();
  #isStopped = false;

  constructor(maxMs = MAX_SCAN_MS) {
    this.#endsMs = performance.now() + maxMs;
  }

  /** Nobody waits for the scan any more. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Why the scan must not go on; null: it may. */
  get over(): "aborted" | "most_time" | null {
    if (this.#isStopped) return "aborted";
    return performance.now() > this.#endsMs ? "most_time" : null;
  }

  /** What the next statement may take: at least 1, since 0 is no limit to Postgres. */
  get statementMs(): number {
    return Math.max(1, Math.min(STATEMENT_MS, Math.ceil(this.#endsMs - performance.now())));
  }

  /** To be awaited between small pieces of work: lets others go first when it is their turn. */
  async rest(): Promise<void> {
    await this.#pacer.rest();
  }

  /** Whether it is time to say how far the scan is, since that was asked last with this answer. */
  isProgressDue(): boolean {
    const nowMs = performance.now();
    if (nowMs - this.#toldMs < PROGRESS_MS) return false;
    this.#toldMs = nowMs;
    return true;
  }
}
