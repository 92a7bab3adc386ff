import { isDataFault } from "./fault.ts";

/** A transaction's fixed cost is one fsync; past a few hundred rows it is spread thin enough. */
const MAX_BATCH_ROWS = 500;

/** One statement's parameters are held several times over (text, wire, server): 8 MiB keeps that bounded. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/** What may wait while the database is slow. Beyond it callers are turned away rather than held in memory. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** While one batch commits, the next one fills. A second in flight hides the round trip; more only split batches. */
const MAX_BATCHES_IN_FLIGHT = 2;

/** A database that has not answered by then may have stored the rows, and may not: the callers are told so. */
const ANSWER_WITHIN_MS = 10_000;

/** Raised when the database did not answer in time. The rows may be stored all the same. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

/** Raised when too much waits already: the caller answers 503 with Retry-After. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
}

interface Waiting<Row, Result> {
  readonly row: Row;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (cause: unknown) => void;
  readonly deadline: NodeJS.Timeout;
}

/** Commits rows, and says what became of each. */
type Write<Row, Result> = (rows: readonly Row[]) => Promise<(row: Row) => Result>;

/**
 * Group commit: rows of concurrent callers share one write. `add` resolves when its write is committed, and
 * rejects when its batch was not. A batch that fails for one row's data is split until that row stands alone.
 *
 * There is no timer: a row that finds the database idle leaves in the same turn of the event loop, together with
 * all that came in it; rows that find it busy form the next batch. So batches grow with the load, and an
 * unloaded request waits for nobody.
 */
export class GroupCommit<Row, Result = void> {
  readonly #write: Write<Row, Result>;
  readonly #bytesOf: (row: Row) => number;
  readonly #waiting: Waiting<Row, Result>[] = [];
  #waitingBytes = 0;
  #inFlight = 0;
  #scheduled = false;
  #idle: (() => void)[] = [];

  constructor(write: Write<Row, Result>, bytesOf: (row: Row) => number) {
    this.#write = write;
    this.#bytesOf = bytesOf;
  }

  /** @throws Overloaded when more than 64 MiB wait already; NoAnswer after ten seconds; whatever the write threw */
  add(row: Row): Promise<Result> {
    const bytes = this.#bytesOf(row);
    if (this.#waitingBytes + bytes > MAX_WAITING_BYTES) {
      return Promise.reject(new Overloaded("Too much waits for the database."));
    }
    this.#waitingBytes += bytes;
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        reject(new NoAnswer(`The database has not answered for ${ANSWER_WITHIN_MS / 1000} s.`));
      }, ANSWER_WITHIN_MS);
      this.#waiting.push({ row, bytes, resolve, reject, deadline });
      this.#schedule();
    });
  }

  /** Resolves when nothing waits and nothing is in flight: for a graceful stop. */
  drain(): Promise<void> {
    if (this.#inFlight === 0 && this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    if (this.#scheduled || this.#inFlight >= MAX_BATCHES_IN_FLIGHT) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const batch = this.#takeBatch();
    if (batch.length === 0) return;
    this.#inFlight += 1;
    await this.#commit(batch);
    this.#inFlight -= 1;
    if (this.#waiting.length > 0) this.#schedule();
    else if (this.#inFlight === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #commit(batch: readonly Waiting<Row, Result>[]): Promise<void> {
    try {
      const resultOf = await this.#write(batch.map((waiting) => waiting.row));
      for (const waiting of batch) waiting.resolve(resultOf(waiting.row));
    } catch (cause) {
      if (batch.length > 1 && isDataFault(cause)) {
        const middle = Math.ceil(batch.length / 2);
        await this.#commit(batch.slice(0, middle));
        await this.#commit(batch.slice(middle));
      } else {
        for (const waiting of batch) waiting.reject(cause);
      }
    } finally {
      for (const waiting of batch) clearTimeout(waiting.deadline);
    }
  }

  #takeBatch(): Waiting<Row, Result>[] {
    let rows = 0;
    let bytes = 0;
    for (const waiting of this.#waiting) {
      if (rows > 0 && (rows >= MAX_BATCH_ROWS || bytes + waiting.bytes > MAX_BATCH_BYTES)) break;
      rows += 1;
      bytes += waiting.bytes;
    }
    this.#waitingBytes -= bytes;
    return this.#waiting.splice(0, rows);
  }
}
