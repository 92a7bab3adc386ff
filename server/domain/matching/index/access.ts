import { type Condition, isBound, type Needle, OP } from "../conditions/condition.ts";
import type { Field } from "../conditions/field.ts";
import type { ValueIds } from "../conditions/value-ids.ts";
import { shareOf, verifyingNs } from "./costs.ts";

/** The one condition of a rule by which it is found; the others are verified when it is. */
export type Access =
  /** The field has, or its path selects, one of these values. */
  | {
      readonly kind: "values";
      readonly field: Field;
      readonly ids: readonly number[];
      readonly condition: Condition;
    }
  | {
      readonly kind: "needle";
      readonly field: Field;
      readonly needle: Needle;
      readonly condition: Condition;
    }
  | { readonly kind: "bound"; readonly field: Field; readonly condition: Condition }
  /** None serves: the rule is always tried. */
  | { readonly kind: "always" };

/** A rule is entered once for each value of a list by which it is found: longer lists are better evaluated. */
const MOST_LISTED_VALUES = 32;

/** What serves a condition as access, if it can be one. */
export function accessBy(condition: Condition): Access | undefined {
  const { op, field, operand, shared } = condition;
  if (field === undefined) return undefined;
  if (op === OP.EQUALS) return { kind: "values", field, ids: [operand], condition };
  if (isBound(op)) return { kind: "bound", field, condition };
  const test = shared?.test;
  if (test === undefined || test.kind === "any_of") return undefined;
  if (test.valueIds !== undefined) return byValues(condition, field, test.valueIds);
  if (test.kind !== "value" || test.needle === undefined) return undefined;
  return { kind: "needle", field, needle: test.needle, condition };
}

function byValues(condition: Condition, field: Field, ids: readonly number[]): Access | undefined {
  // A path may select several of the values: the rule would be found once for each.
  const most = field.path === undefined ? MOST_LISTED_VALUES : 1;
  return ids.length > most ? undefined : { kind: "values", field, ids, condition };
}

/** Tells what share a rule has in the cost of looking for what it is found by: others are found in the same way. */
export type LookingShare = (access: Access) => number;

/**
 * Chooses the access of a rule that costs an event least: looking for what it is found by, divided among the rules that
 * are found with it, and verifying the rest as often as it is expected to be found.
 */
export function chooseAccess(
  conditions: readonly Condition[],
  values: ValueIds,
  lookingShareOf: LookingShare,
): Access {
  let best: Access = { kind: "always" };
  if (conditions.length === 0) return best;
  let leastNs = verifyingNs(conditions, undefined, values);
  for (const condition of conditions) {
    const access = accessBy(condition);
    if (access === undefined) continue;
    const costNs =
      lookingNs(access) * lookingShareOf(access) +
      shareOf(condition, values) * (ENTRY_NS + verifyingNs(conditions, condition, values));
    if (costNs >= leastNs) continue;
    leastNs = costNs;
    best = access;
  }
  return best;
}

/** An entry of a rule that was found, before its conditions. */
const ENTRY_NS = 5;

/** Reading a field, numbering its value and finding its chain. */
const LOOKING_FOR_VALUE_NS = 100;
const LOOKING_FOR_NEEDLE_NS = 150;
const LOOKING_FOR_START_NS = 30;
const LOOKING_FOR_BOUND_NS = 200;

function lookingNs(access: Access): number {
  switch (access.kind) {
    case "always":
      return 0;
    case "values":
      return LOOKING_FOR_VALUE_NS;
    case "bound":
      return LOOKING_FOR_BOUND_NS;
    case "needle":
      return access.needle.search === "within" ? LOOKING_FOR_NEEDLE_NS : LOOKING_FOR_START_NS;
  }
}
