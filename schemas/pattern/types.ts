import type { JsonValue } from "../json/value.ts";

/** How a pattern's `value` is compared with an event's name. */
export const PATTERN_TYPES = ["exact", "prefix", "regex"] as const;
export type PatternType = (typeof PATTERN_TYPES)[number];

/** How a filter's `value` is compared with what its path selects: the specification's four, and Tidings' own. */
export const FILTER_OPERATORS = [
  "equals",
  "contains",
  "gt",
  "lt",
  "not_equals",
  "in",
  "exists",
  "gte",
  "lte",
  "between",
  "starts_with",
  "ends_with",
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** One condition on an event. `field` is a JSONPath whose `$` is the whole event. */
export interface PatternFilter {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: JsonValue;
}

/** Holds when at least one of its filters does. */
export interface FilterGroup {
  readonly any_of: readonly PatternFilter[];
}

/** One clause of a pattern, all of which must hold. */
export type FilterClause = PatternFilter | FilterGroup;

export function isFilterGroup(clause: FilterClause): clause is FilterGroup {
  return "any_of" in clause;
}

/** A pattern in the specification's words. It matches when the name does and every filter holds. */
export interface Pattern {
  readonly type: PatternType;
  readonly value: string;
  readonly filters: readonly FilterClause[];
}
