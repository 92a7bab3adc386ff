/** Bits for each value: of values that are not among them, about one in thirty passes. */
const BITS_PER_VALUE = 32;
const BITS_PER_WORD = 32;
const FIRST_WORDS = 2;

/**
 * Tells of most values that none of the index's rules asks for them, from one place in memory (a Bloom filter with
 * one hash). What passes may still not be asked for.
 */
export class ValueFilter {
  #words = new Int32Array(FIRST_WORDS);

  /** Whether a value with this hash may have been added. */
  mayHave(hash: number): boolean {
    const words = this.#words;
    return (((words[(hash >>> 5) & (words.length - 1)] ?? 0) >>> (hash & 31)) & 1) === 1;
  }

  add(hash: number): void {
    const words = this.#words;
    const at = (hash >>> 5) & (words.length - 1);
    words[at] = (words[at] ?? 0) | (1 << (hash & 31));
  }

  /** Makes room for `size` values. @returns whether all values must be added again */
  reserve(size: number): boolean {
    let words = this.#words.length;
    while (words * BITS_PER_WORD < size * BITS_PER_VALUE) words *= 2;
    if (words === this.#words.length) return false;
    this.#words = new Int32Array(words);
    return true;
  }
}
