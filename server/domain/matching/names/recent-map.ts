/**
 * A map of bounded size that forgets what was not used for long. It keeps two generations: what is used moves to the
 * younger one, and when that is full the older one is forgotten. So it holds at least as many of the entries used last as
 * `capacity` says, at most twice as many, and an entry that is used often costs one look-up each time.
 */
export class RecentMap<Key, Value> {
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.#young.set(key, value);
    if (this.#young.size <= this.#capacity) return;
    this.#old = this.#young;
    this.#young = new Map([[key, value]]);
  }
}
