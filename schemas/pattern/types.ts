import type { JsonValue } from "../json/value.ts";

/** How a pattern's `value` is compared with an event's name. */
export const PATTERN_TYPES = ["exact", "prefix", "regex"] as const;
export type PatternType = (typeof PATTERN_TYPES)[number];

/** How a filter's `value` is compared with what its path selects. */
export const FILTER_OPERATORS = ["equals", "contains", "gt", "lt"] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** One condition on an event. `field` is a JSONPath whose `$` is the whole event. */
export interface PatternFilter {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: JsonValue;
}

/** A pattern in the specification's words. It matches when the name does and every filter holds. */
export interface Pattern {
  readonly type: PatternType;
  readonly value: string;
  readonly filters: readonly PatternFilter[];
}
