const FIRST_CAPACITY = 8;
const GOLDEN_RATIO = 0x9e3779b1;

/**
 * A map from integers other than 0 to integers, in two typed arrays: a look-up allocates nothing and touches one place in
 * memory. A key whose value is set to 0 is gone.
 */
export class IntMap {
  #keys = new Int32Array(FIRST_CAPACITY);
  #values = new Int32Array(FIRST_CAPACITY);
  #size = 0;

  /** Keys that are there, and some that are gone. */
  get size(): number {
    return this.#size;
  }

  /** The same, and zeros. */
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

  /** Makes room: where half of the keys are gone, by leaving them out. */
  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    const kept = values.reduce((count, value) => (value === 0 ? count : count + 1), 0);
    const capacity = kept * 4 > keys.length ? keys.length * 2 : keys.length;
    this.#keys = new Int32Array(capacity);
    this.#values = new Int32Array(capacity);
    this.#size = 0;
    for (const [at, key] of keys.entries()) {
      const value = values[at] ?? 0;
      if (value !== 0) this.#put(key, value);
    }
  }
}

function slotOf(key: number, mask: number): number {
  const hash = Math.imul(key, GOLDEN_RATIO);
  return (hash ^ (hash >>> 15)) & mask;
}
