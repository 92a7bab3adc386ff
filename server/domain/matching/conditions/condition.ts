import type { Field } from "./field.ts";
import type { FilterTest } from "./filter-forms.ts";

/**
 * What a condition asks of its field. The first twelve cost a few nanoseconds each and are kept in the rule indexes as
 * two numbers; `SHARED` is everything else, which is evaluated at most once an event. In the order of their cost.
 */
export const OP = {
  EQUALS: 0,
  DIFFERS: 1,
  PRESENT: 2,
  ABSENT: 3,
  ABOVE: 4,
  AT_LEAST: 5,
  BELOW: 6,
  AT_MOST: 7,
  LATER: 8,
  NOT_BEFORE: 9,
  EARLIER: 10,
  NOT_AFTER: 11,
  SHARED: 12,
} as const;
export type Op = (typeof OP)[keyof typeof OP];

/** Whether an operator compares with a bound: a number, or an instant in milliseconds since 1970. */
export function isBound(op: number): boolean {
  return op >= OP.ABOVE && op <= OP.NOT_AFTER;
}

/**
 * One condition of a rule. `operand` is, by `op`: the number of a value (`EQUALS`, `DIFFERS`; see `ValueIds`), a bound,
 * the number of the shared condition, or 0.
 */
export interface Condition {
  readonly op: Op;
  /** Undefined for a group, which may read several. */
  readonly field: Field | undefined;
  readonly operand: number;
  readonly shared: SharedCondition | undefined;
}

/** A condition that rules share: its verdict is remembered for the event. */
export interface SharedCondition {
  readonly number: number;
  readonly key: string;
  readonly test: SharedTest;
  /** Conditions that stand for it. */
  references: number;
}

export type SharedTest =
  | ValueTest
  /** Whether any of the values that a path selects is one of these. */
  | { readonly kind: "any_value"; readonly field: Field; readonly valueIds: readonly number[] }
  /** Another filter on the values that a path selects. */
  | {
      readonly kind: "nodes";
      readonly field: Field;
      readonly filter: FilterTest;
      readonly valueIds: undefined;
    }
  /** Holds when all conditions of one of the alternatives do. */
  | {
      readonly kind: "any_of";
      readonly alternatives: readonly (readonly Condition[])[];
      readonly valueIds: undefined;
    };

/** A filter on one value at most. */
export interface ValueTest {
  readonly kind: "value";
  readonly field: Field;
  readonly filter: FilterTest;
  /** Set when the value must be one of these. */
  readonly valueIds: readonly number[] | undefined;
  /** Set when the value must hold this text; a list may hold it as an item where it may stand anywhere. */
  readonly needle: Needle | undefined;
}

export interface Needle {
  readonly text: string;
  readonly search: NeedleSearch;
}

/** Where in a text a needle may stand. */
export type NeedleSearch = "within" | "at_start";
