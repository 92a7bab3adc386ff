import { type Condition, OP, type Op } from "../conditions/condition.ts";
import type { EventView } from "../conditions/event-view.ts";

/** Rules by the bound that a field must be above or below, in order: those whose bound holds come first. */
export class BoundIndex {
  readonly op: Op;
  readonly field: number;
  /** From the bound that is held most easily to the one that is held hardest. */
  readonly bounds: number[] = [];
  /** By the place of the bound: the first entry of its rules. */
  readonly heads: number[] = [];
  readonly #isLower: boolean;

  constructor(op: Op, field: number) {
    this.op = op;
    this.field = field;
    this.#isLower = op === OP.ABOVE || op === OP.AT_LEAST || op === OP.LATER || op === OP.NOT_BEFORE;
  }

  /** The place of a condition's bound, which is made when there is none. */
  placeOf({ operand: bound }: Condition): number {
    let low = 0;
    let high = this.bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#isBefore(this.bounds[middle] ?? 0, bound)) low = middle + 1;
      else high = middle;
    }
    if (this.bounds[low] === bound) return low;
    this.bounds.splice(low, 0, bound);
    this.heads.splice(low, 0, 0);
    return low;
  }

  /** How many of the bounds, from the first on, hold for the event. */
  countHolding(view: EventView): number {
    const { bounds, op, field } = this;
    let low = 0;
    let high = bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (view.holds(op, field, bounds[middle] ?? 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #isBefore(bound: number, other: number): boolean {
    return this.#isLower ? bound < other : bound > other;
  }
}
