const FIRST_CAPACITY = 64;

/** What becomes of a rule. It is in none of these before the change that brings it is committed. */
export const LIVE = 1;
export const GONE = 2;

/**
 * Which rules are live, by their number. Indexes hold rules that are not live yet, or not any more, and ask here before
 * they report one: that is what lets a change of many rules be prepared bit by bit, and count all at once.
 */
export class RuleStates {
  /** By the rule's number: {@link LIVE}, {@link GONE}, or 0 for one that is to come. */
  byNumber = new Uint8Array(FIRST_CAPACITY);
  /** How often the rules were numbered anew: numbers mean something within one numbering. */
  numbering = 0;
  #next = 0;

  /** All numbers that were given out, also to rules that are gone, are below. */
  get end(): number {
    return this.#next;
  }

  /** A number that no rule had before. */
  add(): number {
    const number = this.#next;
    this.#next += 1;
    if (number === this.byNumber.length) {
      const larger = new Uint8Array(number * 2);
      larger.set(this.byNumber);
      this.byNumber = larger;
    }
    return number;
  }

  isLive(number: number): boolean {
    return this.byNumber[number] === LIVE;
  }

  /** Whether a rule will never be live again. */
  isGone(number: number): boolean {
    return this.byNumber[number] === GONE;
  }

  set(number: number, state: typeof LIVE | typeof GONE): void {
    this.byNumber[number] = state;
  }

  /** Forgets all numbers. */
  clear(): void {
    this.numbering += 1;
    this.byNumber = new Uint8Array(FIRST_CAPACITY);
    this.#next = 0;
  }
}
