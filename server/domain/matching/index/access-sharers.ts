import type { Condition } from "../conditions/condition.ts";
import { type Access, accessBy } from "./access.ts";

/** Counts, for the rules of one index, how many could be found in the same way. */
export class AccessSharers {
  readonly #counts = new Map<number, number>();

  count(conditions: readonly Condition[]): void {
    for (const condition of conditions) {
      const access = accessBy(condition);
      if (access === undefined) continue;
      const key = keyOf(access);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  of(access: Access): number {
    const count = this.#counts.get(keyOf(access)) ?? 1;
    return access.kind === "needle" ? Math.max(1, count / NEEDLES_OF_AN_AUTOMATON) : count;
  }
}

/** Few needles are sought one by one; this many cost about what an automaton costs for any number of them. */
const NEEDLES_OF_AN_AUTOMATON = 16;

/** Keys of one field. */
const KEYS_PER_FIELD = 16;
const VALUES_KEY = 15;
const NEEDLES_WITHIN_KEY = 14;
const NEEDLES_AT_START_KEY = 13;

/** The same for accesses for which an event is asked the same; by bounds, for which it is compared in the same way. */
function keyOf(access: Access): number {
  switch (access.kind) {
    case "always":
      return 0;
    case "values":
      return access.field.number * KEYS_PER_FIELD + VALUES_KEY;
    case "bound":
      return access.field.number * KEYS_PER_FIELD + access.condition.op;
    case "needle": {
      const key = access.needle.search === "within" ? NEEDLES_WITHIN_KEY : NEEDLES_AT_START_KEY;
      return access.field.number * KEYS_PER_FIELD + key;
    }
  }
}
