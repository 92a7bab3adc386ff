import { type JsonValue, kindOf } from "../json/value.ts";
import { MAX_NODES_VISITED, MAX_QUOTED_CHARACTERS } from "./limits.ts";
import type { FilterReason } from "./operators.ts";
import type { FilterOperator, Pattern, PatternFilter, PatternType } from "./types.ts";

const NAME_VERBS: Readonly<Record<PatternType, string>> = {
  exact: "is not",
  prefix: "does not begin with",
  regex: "does not match the regular expression",
};

export function describeName(pattern: Pattern, actual: string): string {
  return `The event's name ${quote(actual)} ${NAME_VERBS[pattern.type]} ${quote(pattern.value)}.`;
}

/** What an operator compares, for the sentence about a value of another type. */
const OPERATOR_NEEDS: Readonly<Record<FilterOperator, string>> = {
  equals: "compares values of one type and converts nothing",
  contains: "looks into a string for a string and into an array for any value",
  gt: "compares a number with a number and a timestamp with a timestamp",
  lt: "compares a number with a number and a timestamp with a timestamp",
};

/** One sentence on the filter that failed. `count` nodes were compared; `actual` is the first of them. */
export function describeFilter(
  filter: PatternFilter,
  reason: FilterReason,
  actual: JsonValue | undefined,
  count: number,
): string {
  const { field, operator, value } = filter;
  if (reason === "too_many_nodes") {
    return `${field} leads through more than ${MAX_NODES_VISITED} values of this event, so the search was given up. Use a more exact path.`;
  }
  if (reason === "missing" || actual === undefined) return `The event has nothing at ${field}.`;
  const subject = count > 1 ? `None of the ${count} values at ${field} fits; the first` : field;
  const found = `${subject} is ${kindOf(actual) === "null" ? "" : `the ${kindOf(actual)} `}${quote(actual)}`;
  switch (reason) {
    case "type_mismatch":
      return `${found}; ${operator} ${quote(value)} ${OPERATOR_NEEDS[operator]}.`;
    case "not_equal":
      return `${found}, not ${quote(value)}.`;
    case "not_contained":
      return `${found}, which does not contain ${quote(value)}.`;
    case "not_greater":
      return `${found}, which is not greater than ${quote(value)}.`;
    case "not_less":
      return `${found}, which is not less than ${quote(value)}.`;
  }
}

function quote(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length <= MAX_QUOTED_CHARACTERS
    ? text
    : `${text.slice(0, MAX_QUOTED_CHARACTERS).toWellFormed()}…`;
}
