/** A transaction's fixed cost is one fsync; past a few hundred rows it is spread thin enough. */
const MAX_BATCH_ROWS = 500;

/** One statement's parameters are held several times over (text, wire, server): 8 MiB keeps that bounded. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/** What may wait while the database is slow. Beyond it callers are turned away rather than held in memory. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** While one batch commits, the next one fills. A second in flight hides the round trip; more only split batches. */
const MAX_BATCHES_IN_FLIGHT = 2;

/** Raised when too much waits already: the caller answers 503 with Retry-After. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
}

interface Waiting<Row> {
  readonly row: Row;
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Group commit: rows of concurrent callers share one write. `add` resolves when its row is committed, and
 * rejects when its batch was not.
 *
 * There is no timer: a row that finds the database idle leaves in the same turn of the event loop, together with
 * all that came in it; rows that find it busy form the next batch. So batches grow with the load, and an
 * unloaded request waits for nobody.
 */
export class GroupCommit<Row> {
  readonly #write: (rows: readonly Row[]) => Promise<void>;
  readonly #bytesOf: (row: Row) => number;
  readonly #waiting: Waiting<Row>[] = [];
  #waitingBytes = 0;
  #inFlight = 0;
  #scheduled = false;
  #idle: (() => void)[] = [];

  constructor(write: (rows: readonly Row[]) => Promise<void>, bytesOf: (row: Row) => number) {
    this.#write = write;
    this.#bytesOf = bytesOf;
  }

  /** @throws Overloaded when more than 64 MiB wait already; whatever the write threw */
  add(row: Row): Promise<void> {
    const bytes = this.#bytesOf(row);
    if (this.#waitingBytes + bytes > MAX_WAITING_BYTES) {
      return Promise.reject(new Overloaded("Too much waits for the database."));
    }
    this.#waitingBytes += bytes;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, bytes, resolve, reject });
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
    try {
      await this.#write(batch.map((waiting) => waiting.row));
      for (const waiting of batch) waiting.resolve();
    } catch (cause) {
      for (const waiting of batch) waiting.reject(cause);
    } finally {
      this.#inFlight -= 1;
      if (this.#waiting.length > 0) this.#schedule();
      else if (this.#inFlight === 0) for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  #takeBatch(): Waiting<Row>[] {
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
