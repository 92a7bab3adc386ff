import { MAX_COST } from "./cel-limits.ts";

/** Characters that are looked at for one unit. */
const CHARACTERS_PER_UNIT = 256;

/** What an evaluation has left to spend. A loop that has nothing left ends with its next turn. */
export class Meter {
  #left = MAX_COST;

  reset(): void {
    this.#left = MAX_COST;
  }

  get isExhausted(): boolean {
    return this.#left < 0;
  }

  /** @throws when nothing is left; the expression's `||` may swallow that, so ask `isExhausted` in the end */
  charge(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new Error(`The evaluation costs more than ${MAX_COST} steps.`);
  }

  chargeCharacters(count: number): void {
    this.charge(1 + count / CHARACTERS_PER_UNIT);
  }
}
