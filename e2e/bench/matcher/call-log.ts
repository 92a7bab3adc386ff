import { quantile } from "./measure.ts";

/** Several times what a measurement makes: the log has its room from the beginning, so that it is no garbage meanwhile. */
const MOST_CALLS = 2_000_000;

/** When calls of one kind began and what each took, in milliseconds. */
export class CallLog {
  readonly #starts = new Float64Array(MOST_CALLS);
  readonly #took = new Float64Array(MOST_CALLS);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === MOST_CALLS;
  }

  /** Makes a call, which is told how many were made before. @returns the milliseconds that it took */
  time(call: (place: number) => void): number {
    const startMs = performance.now();
    call(this.#count);
    const tookMs = performance.now() - startMs;
    this.#starts[this.#count] = startMs;
    this.#took[this.#count] = tookMs;
    this.#count += 1;
    return tookMs;
  }

  /** When the call at a place began; never for one that was not made. */
  startMs(place: number): number {
    return place < this.#count ? (this.#starts[place] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  }

  quantileMs(share: number): number {
    return quantile(this.#all(), share);
  }

  longest(): { readonly startMs: number; readonly tookMs: number } {
    const all = this.#all();
    const tookMs = this.quantileMs(1);
    return { startMs: this.startMs(all.indexOf(tookMs)), tookMs };
  }

  /** The longest call when each counts as the fastest that it was here or in the logs of the same calls. */
  longestAtFastestMs(others: readonly CallLog[]): number {
    return this.#all().reduce((longestMs, tookMs, place) => {
      const fastestMs = others.reduce((least, other) => Math.min(least, other.#took[place] ?? least), tookMs);
      return Math.max(longestMs, fastestMs);
    }, 0);
  }

  #all(): Float64Array {
    return this.#took.subarray(0, this.#count);
  }
}
