/** What has an index that can be given up. */
interface Indexed {
  readonly size: number;
  dropIndex(): void;
}

/** Bounds the memory of indexes that can be built again: beyond the limit those that were built first are dropped. */
export class IndexMemory {
  readonly #indexed = new Map<Indexed, number>();
  readonly #most: number;
  #rules = 0;

  /** @param most rules in all of them */
  constructor(most: number) {
    this.#most = most;
  }

  /** Notes an index that was built. */
  note(indexed: Indexed): void {
    this.#forget(indexed);
    this.#indexed.set(indexed, indexed.size);
    this.#rules += indexed.size;
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
