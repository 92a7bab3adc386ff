import { jsonEqual } from "../json/equal.ts";
import { type JsonValue, kindOf } from "../json/value.ts";
import { parseInstantMs } from "./instant.ts";
import type { FilterOperator } from "./types.ts";

/** Why a value that a path selected does not satisfy a filter. */
export type ComparisonReason = "type_mismatch" | "not_equal" | "not_contained" | "not_greater" | "not_less";

/** Why a filter does not hold: its path selected nothing, led through too much, or nothing selected satisfies it. */
export type FilterReason = "missing" | "too_many_nodes" | ComparisonReason;

/** Compares one selected value; `holds`, or why it does not. */
export type Comparison = (actual: JsonValue) => "holds" | ComparisonReason;

/** Prepares the comparison of a filter. Nothing is converted: a string never equals or exceeds a number. */
export function compileComparison(operator: FilterOperator, expected: JsonValue): Comparison {
  switch (operator) {
    case "equals":
      return (actual) => equals(actual, expected);
    case "contains":
      return (actual) => contains(actual, expected);
    case "gt":
      return compareOrder(expected, "not_greater", (actual, bound) => actual > bound);
    case "lt":
      return compareOrder(expected, "not_less", (actual, bound) => actual < bound);
  }
}

function equals(actual: JsonValue, expected: JsonValue): "holds" | ComparisonReason {
  if (jsonEqual(actual, expected)) return "holds";
  return kindOf(actual) === kindOf(expected) ? "not_equal" : "type_mismatch";
}

function contains(actual: JsonValue, expected: JsonValue): "holds" | ComparisonReason {
  if (Array.isArray(actual))
    return actual.some((item) => jsonEqual(item, expected)) ? "holds" : "not_contained";
  if (typeof actual !== "string" || typeof expected !== "string") return "type_mismatch";
  return actual.includes(expected) ? "holds" : "not_contained";
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

/** A number, or a timestamp's instant in milliseconds; `undefined` for what has no order. */
export function orderOf(value: JsonValue): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" ? parseInstantMs(value) : undefined;
}
