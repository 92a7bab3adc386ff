import type { ScanTime } from "./scan-time.ts";

/**
 * A reader who waits asks for the next message as soon as it has one. One who does not for so long never will: a server
 * dropped the answer before it began, or the connection is stuck.
 */
export const MAX_IDLE_MS = 5_000;

const DONE = { done: true, value: undefined } as const;

/**
 * What a scan says to its reader: progress, and then the result that its generator returns, unless that is null.
 *
 * However it ends, `release` is called once, and not before the generator has ended: by its result, by an error, because
 * the reader leaves or its signal is aborted, even before the first message, or because the reader asks for nothing.
 */
export class ScanMessages<Progress, Result> implements AsyncIterableIterator<Progress | Result, void> {
  readonly #source: AsyncGenerator<Progress, Result | null>;
  readonly #time: ScanTime;
  readonly #signal: AbortSignal;
  readonly #release: () => void;
  readonly #leave = () => void this.return();
  #idle: NodeJS.Timeout | undefined;
  #closing: Promise<void> | undefined;
  #hasBegun = false;
  #isLate = false;
  #isOver = false;

  constructor(
    source: AsyncGenerator<Progress, Result | null>,
    scan: { readonly time: ScanTime; readonly signal: AbortSignal; readonly release: () => void },
  ) {
    this.#source = source;
    this.#time = scan.time;
    this.#signal = scan.signal;
    this.#release = scan.release;
    this.#signal.addEventListener("abort", this.#leave, { once: true });
    if (this.#signal.aborted) this.#leave();
    else this.#awaitReader();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** @throws what the generator throws, and an Error when the reader comes too late */
  async next(): Promise<IteratorResult<Progress | Result, void>> {
    clearTimeout(this.#idle);
    if (this.#isLate) throw new Error(`The reader of a scan asked for no message in ${MAX_IDLE_MS} ms.`);
    if (this.#isOver || this.#closing !== undefined) return await this.return();
    this.#hasBegun = true;
    try {
      const step = await this.#source.next();
      if (step.done) {
        this.#end();
        return step.value === null ? DONE : { done: false, value: step.value };
      }
      this.#awaitReader();
      return step;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  /** Ends when the generator has: it looks at the time between its pieces. */
  async return(): Promise<IteratorResult<Progress | Result, void>> {
    this.#closing ??= this.#close();
    await this.#closing;
    return DONE;
  }

  async #close(): Promise<void> {
    this.#time.stop();
    if (this.#hasBegun) await this.#source.return(null).catch(() => {});
    this.#end();
  }

  #awaitReader(): void {
    this.#idle = setTimeout(() => {
      this.#isLate = true;
      this.#leave();
    }, MAX_IDLE_MS).unref();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#idle);
    this.#signal.removeEventListener("abort", this.#leave);
    this.#release();
  }
}
