import { jsonEqual } from "../json/equal.ts";
import { type JsonValue, kindOf } from "../json/value.ts";
import { parseInstantMs } from "./instant.ts";
import type { FilterOperator } from "./types.ts";

/** Why a value that a path selected does not satisfy a filter. */
export type ComparisonReason =
  | "type_mismatch"
  | "not_equal"
  | "equal"
  | "not_listed"
  | "not_contained"
  | "not_greater"
  | "not_less"
  | "not_at_least"
  | "not_at_most"
  | "not_between"
  | "start_differs"
  | "end_differs"
  | "present";

/** Why a filter does not hold: its path selected nothing, led through too much, or what it selected does not satisfy it. */
export type FilterReason = "missing" | "too_many_nodes" | ComparisonReason;

/** Compares one selected value; `holds`, or why it does not. */
export type Comparison = (actual: JsonValue) => "holds" | ComparisonReason;

/**
 * How many of the selected values a filter asks about: `some` needs one that satisfies it, `every` needs at least one
 * and none that does not, `none` needs that nothing is selected.
 */
export type Quantifier = "some" | "every" | "none";

export function quantifierOf(operator: FilterOperator, expected: JsonValue): Quantifier {
  if (operator === "not_equals") return "every";
  return operator === "exists" && expected === false ? "none" : "some";
}

/** Prepares the comparison of a filter. Nothing is converted: a string never equals or exceeds a number. */
export function compileComparison(operator: FilterOperator, expected: JsonValue): Comparison {
  switch (operator) {
    case "equals":
      return (actual) => equals(actual, expected);
    case "not_equals":
      return (actual) => (jsonEqual(actual, expected) ? "equal" : "holds");
    case "in":
      return compareList(expected);
    case "contains":
      return (actual) => contains(actual, expected);
    case "starts_with":
      return compareText(expected, "start_differs", (actual, part) => actual.startsWith(part));
    case "ends_with":
      return compareText(expected, "end_differs", (actual, part) => actual.endsWith(part));
    case "gt":
      return compareOrder(expected, "not_greater", (actual, bound) => actual > bound);
    case "lt":
      return compareOrder(expected, "not_less", (actual, bound) => actual < bound);
    case "gte":
      return compareOrder(expected, "not_at_least", (actual, bound) => actual >= bound);
    case "lte":
      return compareOrder(expected, "not_at_most", (actual, bound) => actual <= bound);
    case "between":
      return compareRange(expected);
    case "exists":
      return () => (expected === true ? "holds" : "present");
  }
}

function equals(actual: JsonValue, expected: JsonValue): "holds" | ComparisonReason {
  if (jsonEqual(actual, expected)) return "holds";
  return kindOf(actual) === kindOf(expected) ? "not_equal" : "type_mismatch";
}

/** Text, numbers, booleans and null by one look-up; only lists and objects are compared one by one. */
function compareList(expected: JsonValue): Comparison {
  const listed = Array.isArray(expected) ? expected : [];
  const kinds = new Set(listed.map(kindOf));
  const simple = new Set(listed.filter(isSimple));
  const others = listed.filter((item) => !isSimple(item));
  return (actual) => {
    const isListed = isSimple(actual) ? simple.has(actual) : others.some((item) => jsonEqual(item, actual));
    if (isListed) return "holds";
    return kinds.has(kindOf(actual)) ? "not_listed" : "type_mismatch";
  };
}

function isSimple(value: JsonValue): boolean {
  return typeof value !== "object" || value === null;
}

function contains(actual: JsonValue, expected: JsonValue): "holds" | ComparisonReason {
  if (Array.isArray(actual))
    return actual.some((item) => jsonEqual(item, expected)) ? "holds" : "not_contained";
  if (typeof actual !== "string" || typeof expected !== "string") return "type_mismatch";
  return actual.includes(expected) ? "holds" : "not_contained";
}

function compareText(
  expected: JsonValue,
  reason: ComparisonReason,
  fits: (actual: string, part: string) => boolean,
): Comparison {
  return (actual) => {
    if (typeof actual !== "string" || typeof expected !== "string") return "type_mismatch";
    return fits(actual, expected) ? "holds" : reason;
  };
}

function compareOrder(
  expected: JsonValue,
  reason: ComparisonReason,
  inOrder: (actual: number, bound: number) => boolean,
): Comparison {
  const bound = orderOf(expected);
  return (actual) => {
    if (bound === undefined || typeof actual !== typeof expected) return "type_mismatch";
    const order = orderOf(actual);
    if (order === undefined) return "type_mismatch";
    return inOrder(order, bound) ? "holds" : reason;
  };
}

function compareRange(expected: JsonValue): Comparison {
  const range = rangeOf(expected);
  return (actual) => {
    if (range === undefined || typeof actual !== range.type) return "type_mismatch";
    const order = orderOf(actual);
    if (order === undefined) return "type_mismatch";
    return order >= range.low && order <= range.high ? "holds" : "not_between";
  };
}

/** Two bounds of one type, as `orderOf` reads them. `low` may be above `high`: nothing is between them then. */
export interface OrderRange {
  readonly type: "number" | "string";
  readonly low: number;
  readonly high: number;
}

/** The range that `[low, high]` names: two numbers or two timestamps; `undefined` for anything else. */
export function rangeOf(value: JsonValue): OrderRange | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [first, second] = value;
  if (first === undefined || second === undefined || typeof first !== typeof second) return undefined;
  const low = orderOf(first);
  const high = orderOf(second);
  if (low === undefined || high === undefined) return undefined;
  return { type: typeof first === "number" ? "number" : "string", low, high };
}

/** A number, or a timestamp's instant in milliseconds; `undefined` for what has no order. */
export function orderOf(value: JsonValue): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" ? parseInstantMs(value) : undefined;
}
