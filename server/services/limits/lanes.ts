/**
 * A source with more receipts than this in a second is busy: what it sends waits behind what the others send. As
 * many as the workers process in a fraction of a second, so that sources which are not busy hardly feel each other.
 */
const BUSY_RECEIPTS_PER_SECOND = 100;

const WINDOW_MS = 1_000;

/** Receipts by what becomes of them next. */
export interface Lanes {
  readonly first: readonly string[];
  readonly later: readonly string[];
}

/**
 * Sorts receipts into what goes first and what goes later, so that one busy source does not make the others wait.
 * A source is busy as a whole, in this second and the next one: were it to keep a share of the first lane, its newer
 * receipts would overtake its older ones.
 */
export class LaneSorter {
  #windowEndsMs = 0;
  #before: ReadonlyMap<string, number> = new Map();
  #now = new Map<string, number>();

  /** @param nowMs of a clock that only goes forward */
  sort(receipts: readonly { readonly id: string; readonly sourceKey: string }[], nowMs: number): Lanes {
    this.#turn(nowMs);
    for (const { sourceKey } of receipts) this.#now.set(sourceKey, (this.#now.get(sourceKey) ?? 0) + 1);
    const { first = [], later = [] } = Object.groupBy(receipts, ({ sourceKey }) =>
      this.#isBusy(sourceKey) ? "later" : "first",
    );
    return { first: first.map(({ id }) => id), later: later.map(({ id }) => id) };
  }

  #isBusy(sourceKey: string): boolean {
    const most = Math.max(this.#now.get(sourceKey) ?? 0, this.#before.get(sourceKey) ?? 0);
    return most > BUSY_RECEIPTS_PER_SECOND;
  }

  #turn(nowMs: number): void {
    if (nowMs < this.#windowEndsMs) return;
    this.#before = nowMs < this.#windowEndsMs + WINDOW_MS ? this.#now : new Map();
    this.#now = new Map();
    this.#windowEndsMs = nowMs + WINDOW_MS;
  }
}
