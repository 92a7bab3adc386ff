import { type Condition, isBound, OP } from "../conditions/condition.ts";
import type { ValueIds } from "../conditions/value-ids.ts";
import { shareOf, verifyingNs } from "./costs.ts";

/**
 * How rules are found by one of their conditions: by a value that a field has or a path selects, by a text that a value holds
 * or begins with, or by a bound.
 */
export type AccessKind = "values" | "needle_within" | "needle_at_start" | "bound";

/** A rule is entered once for each value of a list by which it is found: longer lists are better evaluated. */
const MOST_LISTED_VALUES = 32;

/** How a rule could be found by a condition; `undefined` when it cannot. */
export function accessKindOf({ op, field, shared }: Condition): AccessKind | undefined {
  if (field === undefined) return undefined;
  if (op === OP.EQUALS) return "values";
  if (isBound(op)) return "bound";
  const test = shared?.test;
  if (test === undefined || test.kind === "any_of") return undefined;
  if (test.valueIds !== undefined) {
    // A path may select several of the values: the rule would be found once for each.
    return test.valueIds.length <= (field.path === undefined ? MOST_LISTED_VALUES : 1) ? "values" : undefined;
  }
  if (test.kind !== "value" || test.needle === undefined) return undefined;
  return test.needle.search === "within" ? "needle_within" : "needle_at_start";
}

/** Tells what share a rule has in the cost of looking for what it is found by: others are found in the same way. */
export type LookingShare = (condition: Condition, kind: AccessKind) => number;

/**
 * Chooses the condition by which finding a rule costs an event least: looking for it, divided among the rules that are
 * found with it, and verifying the others as often as it is expected to hold. `undefined`: always trying the rule costs less.
 */
export function chooseAccess(
  conditions: readonly Condition[],
  values: ValueIds,
  lookingShareOf: LookingShare,
): Condition | undefined {
  if (conditions.length === 0) return undefined;
  let best: Condition | undefined;
  let leastNs = verifyingNs(conditions, undefined, values);
  for (const condition of conditions) {
    const kind = accessKindOf(condition);
    if (kind === undefined) continue;
    const costNs =
      LOOKING_NS[kind] * lookingShareOf(condition, kind) +
      shareOf(condition, values) * (ENTRY_NS + verifyingNs(conditions, condition, values));
    if (costNs >= leastNs) continue;
    leastNs = costNs;
    best = condition;
  }
  return best;
}

/** An entry of a rule that was found, before its conditions. */
const ENTRY_NS = 5;

/**
 * What looking costs where memory is not at hand, which it seldom is: reading a field, and what leads from its value to
 * rules. A search in a text is a call out of JavaScript.
 */
const LOOKING_NS: Readonly<Record<AccessKind, number>> = {
  values: 100,
  needle_within: 120,
  needle_at_start: 50,
  bound: 200,
};
