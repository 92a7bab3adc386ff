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
  const expected = pattern.type === "regex" ? quoteAsWritten(pattern.value) : quote(pattern.value);
  return `The event's name ${quote(actual)} ${NAME_VERBS[pattern.type]} ${expected}.`;
}

/** The sentence on a group; each of its `count` filters has its own beside it. */
export function describeGroup(count: number): string {
  return count === 1
    ? "The one filter of the group does not hold."
    : `None of the ${count} filters of the group holds.`;
}

const SAME_TYPE = "compares values of one type and converts nothing";
const IN_ORDER = "compares a number with a number and a timestamp with a timestamp";
const TEXT_ALONE = "compares text alone and converts nothing";
const PRESENCE = "asks only whether a value is there";

/** What an operator compares, for the sentence about a value of another type. */
const OPERATOR_NEEDS: Readonly<Record<FilterOperator, string>> = {
  equals: SAME_TYPE,
  not_equals: SAME_TYPE,
  in: SAME_TYPE,
  contains: "looks into a string for a string and into an array for any value",
  starts_with: TEXT_ALONE,
  ends_with: TEXT_ALONE,
  gt: IN_ORDER,
  lt: IN_ORDER,
  gte: IN_ORDER,
  lte: IN_ORDER,
  between: IN_ORDER,
  exists: PRESENCE,
};

/** One sentence on the filter that failed. `count` values were compared and failed; `actual` is the one to show. */
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
  if (reason === "missing" || actual === undefined) return describeMissing(filter);
  const shown = `${kindOf(actual) === "null" ? "" : `the ${kindOf(actual)} `}${quote(actual)}`;
  const found = `${count > 1 ? `None of the ${count} values at ${field} fits; the first` : field} is ${shown}`;
  switch (reason) {
    case "type_mismatch":
      return `${found}; ${operator} ${quote(value)} ${OPERATOR_NEEDS[operator]}.`;
    case "not_equal":
      return `${found}, not ${quote(value)}.`;
    case "equal":
      return `${field} holds ${shown}, which it must not.`;
    case "not_listed":
      return `${found}, which is not in ${quote(value)}.`;
    case "not_contained":
      return `${found}, which does not contain ${quote(value)}.`;
    case "start_differs":
      return `${found}, which does not begin with ${quote(value)}.`;
    case "end_differs":
      return `${found}, which does not end with ${quote(value)}.`;
    case "not_greater":
      return `${found}, which is not greater than ${quote(value)}.`;
    case "not_less":
      return `${found}, which is not less than ${quote(value)}.`;
    case "not_at_least":
      return `${found}, which is less than ${quote(value)}.`;
    case "not_at_most":
      return `${found}, which is greater than ${quote(value)}.`;
    case "not_between":
      return `${found}, which is not between the bounds ${quote(value)}.`;
    case "present":
      return `${field} holds ${shown}, but the filter needs nothing there.`;
  }
}

function describeMissing({ field, operator }: PatternFilter): string {
  if (operator !== "not_equals") return `The event has nothing at ${field}.`;
  return `The event has nothing at ${field}, and not_equals needs a value that differs.`;
}

function quote(value: JsonValue): string {
  return cut(JSON.stringify(value));
}

/** Without the escapes of JSON, which a regular expression would be hard to recognise with. */
function quoteAsWritten(text: string): string {
  return cut(`"${text}"`);
}

function cut(text: string): string {
  return text.length <= MAX_QUOTED_CHARACTERS
    ? text
    : `${text.slice(0, MAX_QUOTED_CHARACTERS).toWellFormed()}…`;
}
