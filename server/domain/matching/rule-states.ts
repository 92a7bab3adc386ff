const FIRST_CAPACITY = 64;

/** Whether a rule counts: 1 while it is live; 0 before the change that brings it is committed, and once it is gone. */
export const LIVE = 1;
const NOT_LIVE = 0;

/**
 * Which rules are live, by their number. Indexes hold rules that are not live yet, or not any more, and ask here before
 * they report one: that is what lets a change of many rules be prepared bit by bit, and count all at once.
 */
export class RuleStates {
  /** By the rule's number. */
  live = new Uint8Array(FIRST_CAPACITY);
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
    if (number === this.live.length) {
      const larger = new Uint8Array(number * 2);
      larger.set(this.live);
      this.live = larger;
    }
    return number;
  }

  isLive(number: number): boolean {
    return this.live[number] === LIVE;
  }

  set(number: number, isLive: boolean): void {
    this.live[number] = isLive ? LIVE : NOT_LIVE;
  }

  /** Forgets all numbers. */
  clear(): void {
    this.numbering += 1;
    this.live = new Uint8Array(FIRST_CAPACITY);
    this.#next = 0;
  }
}
