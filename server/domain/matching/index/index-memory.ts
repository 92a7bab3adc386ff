/** What has an index that can be given up. */
interface Indexed {
  readonly size: number;
  dropIndex(): void;
}

/** An index takes 3 kB before its first rule, and 40 bytes for each. */
const INDEX_COUNTS_AS_RULES = 75;

/** Bounds the memory of indexes that can be built again: beyond the limit those that were built first are dropped. */
export class IndexMemory {
  /** What each counts as. An index that nobody else remembers is held by this alone, until it is dropped. */
  readonly #indexed = new Map<Indexed, number>();
  readonly #most: number;
  #rules = 0;

  /** @param most rules in all of them, where each index counts as some */
  constructor(most: number) {
    this.#most = most;
  }

  /** Notes an index that was built. */
  note(indexed: Indexed): void {
    this.#forget(indexed);
    const rules = indexed.size + INDEX_COUNTS_AS_RULES;
    this.#indexed.set(indexed, rules);
    this.#rules += rules;
    if (this.#rules <= this.#most) return;
    for (const oldest of this.#indexed.keys()) {
      if (this.#rules <= this.#most / 2 || oldest === indexed) return;
      this.#forget(oldest);
      oldest.dropIndex();
    }
  }

  #forget(indexed: Indexed): void {
    this.#rules -= this.#indexed.get(indexed) ?? 0;
    this.#indexed.delete(indexed);
  }
}
