import type { Condition } from "../conditions/condition.ts";
import { type AccessKind, accessKindOf } from "./access.ts";

/** Keys of one field: an operator's for bounds, which are compared in the same way, and these. */
const KEYS_PER_FIELD = 16;
const KEYS: Readonly<Record<Exclude<AccessKind, "bound">, number>> = {
  values: 15,
  needle_within: 14,
  needle_at_start: 13,
};

/** Few texts are sought one by one; so many cost what an automaton costs for any number of them. */
const NEEDLES_OF_AN_AUTOMATON = 16;

/** Counts, for the rules of one index, how many could be found in the same way. */
export class AccessSharers {
  readonly #counts = new Map<number, number>();

  count(conditions: readonly Condition[]): void {
    for (const condition of conditions) {
      const kind = accessKindOf(condition);
      if (kind === undefined) continue;
      const key = keyOf(condition, kind);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  /** The share of one rule in looking for what is found like it, from 0 to 1. */
  shareOf(condition: Condition, kind: AccessKind): number {
    const count = this.#counts.get(keyOf(condition, kind)) ?? 1;
    const areNeedles = kind === "needle_within" || kind === "needle_at_start";
    return Math.min(1, (areNeedles ? NEEDLES_OF_AN_AUTOMATON : 1) / count);
  }
}

function keyOf({ field, op }: Condition, kind: AccessKind): number {
  return (field?.number ?? 0) * KEYS_PER_FIELD + (kind === "bound" ? op : KEYS[kind]);
}
