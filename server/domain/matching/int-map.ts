const FIRST_CAPACITY = 8;
const GOLDEN_RATIO = 0x9e3779b1;

/**
 * A map from integers above 0 to integers other than 0, in two typed arrays: a look-up allocates nothing and touches
 * one place in memory. Nothing is removed.
 */
export class IntMap {
  #keys = new Int32Array(FIRST_CAPACITY);
  #values = new Int32Array(FIRST_CAPACITY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The keys, and zeros. */
  get keys(): Int32Array {
    return this.#keys;
  }

  /** The value of a key, 0 when there is none. */
  get(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let at = slotOf(key, mask);
    for (;;) {
      const found = keys[at];
      if (found === key) return this.#values[at] ?? 0;
      if (found === 0) return 0;
      at = (at + 1) & mask;
    }
  }

  set(key: number, value: number): void {
    if ((this.#size + 1) * 2 > this.#keys.length) this.#grow();
    this.#put(key, value);
  }

  #put(key: number, value: number): void {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let at = slotOf(key, mask);
    while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & mask;
    if (keys[at] === 0) this.#size += 1;
    keys[at] = key;
    this.#values[at] = value;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Int32Array(keys.length * 2);
    this.#values = new Int32Array(keys.length * 2);
    this.#size = 0;
    for (const [at, key] of keys.entries()) {
      if (key !== 0) this.#put(key, values[at] ?? 0);
    }
  }
}

function slotOf(key: number, mask: number): number {
  const hash = Math.imul(key, GOLDEN_RATIO);
  return (hash ^ (hash >>> 15)) & mask;
}
