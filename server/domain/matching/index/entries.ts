import { type Condition, isBound } from "../conditions/condition.ts";
import type { EventView } from "../conditions/event-view.ts";
import { LIVE, type RuleStates } from "../rule-states.ts";

const FIRST_CAPACITY = 64;

/** Words before an entry's conditions: the next entry, the rule's number, where the conditions end. */
const HEADER_WORDS = 3;

/** Words of a condition: operator and field, operand. */
const CONDITION_WORDS = 2;

/** Bits of a condition's first word that hold the operator; the field's number is above them. */
const OP_BITS = 4;
const OP_MASK = 2 ** OP_BITS - 1;

/**
 * Chains of rules, in one typed array: a chain is what one access condition leads to, an entry a rule with the
 * conditions that are left to verify. Chains that are added together lie together, so that a chain is read
 * front to back.
 */
export class Entries {
  #words = new Int32Array(FIRST_CAPACITY);
  /** 0 is no entry: it ends a chain. */
  #used = 1;
  /** Bounds of conditions, which do not fit a word: it holds their place here. */
  readonly #bounds: number[] = [];

  /**
   * Puts a rule in front of a chain.
   *
   * @param next the chain's first entry, 0 for a new chain
   * @param verified a condition that needs no verification
   * @returns the chain's first entry now
   */
  add(next: number, rule: number, conditions: readonly Condition[], verified: Condition | undefined): number {
    const first = this.#used;
    this.#reserve(HEADER_WORDS + conditions.length * CONDITION_WORDS);
    let at = first + HEADER_WORDS;
    for (const condition of conditions) {
      if (condition === verified) continue;
      const { op, field, operand } = condition;
      this.#words[at] = op | ((field?.number ?? 0) << OP_BITS);
      this.#words[at + 1] = isBound(op) ? this.#bounds.push(operand) - 1 : operand;
      at += CONDITION_WORDS;
    }
    this.#words[first] = next;
    this.#words[first + 1] = rule;
    this.#words[first + 2] = at;
    this.#used = at;
    return first;
  }

  /** Writes the numbers of the live rules of a chain whose conditions hold to `out`, from `count` on. @returns the new count */
  match(head: number, view: EventView, states: RuleStates, out: Int32Array, count: number): number {
    const words = this.#words;
    const bounds = this.#bounds;
    const { byNumber } = states;
    let matched = count;
    for (let entry = head; entry !== 0; entry = words[entry] ?? 0) {
      const end = words[entry + 2] ?? 0;
      let at = entry + HEADER_WORDS;
      for (; at < end; at += CONDITION_WORDS) {
        const word = words[at] ?? 0;
        const op = word & OP_MASK;
        const operand = words[at + 1] ?? 0;
        if (!view.holds(op, word >> OP_BITS, isBound(op) ? (bounds[operand] ?? 0) : operand)) break;
      }
      const rule = words[entry + 1] ?? 0;
      if (at < end || byNumber[rule] !== LIVE) continue;
      out[matched] = rule;
      matched += 1;
    }
    return matched;
  }

  #reserve(words: number): void {
    if (this.#used + words <= this.#words.length) return;
    const larger = new Int32Array(Math.max(this.#words.length * 2, this.#used + words));
    larger.set(this.#words);
    this.#words = larger;
  }
}
