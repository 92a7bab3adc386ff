/** Random numbers that are the same in each run (mulberry32): figures are of the same events and rules. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 to just below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return itemAt(items, this.below(items.length));
  }

  /** An item, the first far more often than the last: the one at place n with a weight of 1 / (n + 1). */
  pickZipf<Item>(items: readonly Item[]): Item {
    return itemAt(items, Math.floor((items.length + 1) ** this.next()) - 1);
  }
}

function itemAt<Item>(items: readonly Item[], place: number): Item {
  const item = items[Math.min(place, items.length - 1)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}
