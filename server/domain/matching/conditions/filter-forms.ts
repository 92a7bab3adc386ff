import type { JsonValue } from "#schemas/json/value.ts";
import type { CompiledFilter } from "#schemas/pattern/compile.ts";
import { MAX_FILTER_VALUE_CHARACTERS } from "#schemas/pattern/limits.ts";
import { compileComparison, orderOf, quantifierOf, rangeOf } from "#schemas/pattern/operators.ts";
import type { FilterOperator, PatternFilter } from "#schemas/pattern/types.ts";
import { type Needle, OP, type Op, type SharedTest } from "./condition.ts";
import { type Field, isScalar, type Scalar } from "./field.ts";

/** How a filter evaluates the values that its path selects: what `compilePattern` makes of it, without its path. */
export type FilterTest = Pick<CompiledFilter, "compare" | "quantifier">;

/** The value that a filter asks for, or asks not to be there, when it is neither a list nor an object. */
export function scalarOf(filter: PatternFilter): { readonly value: Scalar } | undefined {
  const { operator, value } = filter;
  if (operator === "equals" || operator === "not_equals") return isScalar(value) ? { value } : undefined;
  const [only, ...others] = operator === "in" ? (listedScalars(filter) ?? []) : [];
  return only === undefined || others.length > 0 ? undefined : { value: only };
}

/** The values of which a filter asks for any, each once, when none of them is a list or an object. */
export function listedScalars({ operator, value }: PatternFilter): Scalar[] | undefined {
  if (operator === "equals" && isScalar(value)) return [value];
  if (operator !== "in" || !Array.isArray(value) || !value.every(isScalar)) return undefined;
  return [...new Set(value)];
}

/** Alternatives that ask the same field for one value or another are one list. */
export function asOneList(alternatives: readonly PatternFilter[]): PatternFilter | undefined {
  const field = alternatives[0]?.field;
  if (field === undefined || alternatives.some((filter) => filter.field !== field)) return undefined;
  const lists = alternatives.map(listedScalars);
  if (lists.includes(undefined)) return undefined;
  return { field, operator: "in", value: lists.flatMap((list) => list ?? []) };
}

export function presenceOf({ operator, value }: PatternFilter): Op | undefined {
  if (operator !== "exists" || typeof value !== "boolean") return undefined;
  return value ? OP.PRESENT : OP.ABSENT;
}

/** Bounds by the type of what they compare, number or timestamp. */
const BOUND_OPS = {
  gt: { number: OP.ABOVE, string: OP.LATER },
  gte: { number: OP.AT_LEAST, string: OP.NOT_BEFORE },
  lt: { number: OP.BELOW, string: OP.EARLIER },
  lte: { number: OP.AT_MOST, string: OP.NOT_AFTER },
} as const;

/** The bounds of a filter that compares by order; `undefined` for other filters, and for a bound that has no order. */
export function boundsOf({ operator, value }: PatternFilter): { op: Op; bound: number }[] | undefined {
  if (operator === "between") {
    const range = rangeOf(value);
    if (range === undefined) return undefined;
    return [
      { op: BOUND_OPS.gte[range.type], bound: range.low },
      { op: BOUND_OPS.lte[range.type], bound: range.high },
    ];
  }
  if (operator !== "gt" && operator !== "gte" && operator !== "lt" && operator !== "lte") return undefined;
  const bound = orderOf(value);
  if (bound === undefined) return undefined;
  return [{ op: BOUND_OPS[operator][typeof value === "number" ? "number" : "string"], bound }];
}

export function compileShared(
  field: Field,
  { operator, value }: PatternFilter,
  valueIds: readonly number[] | undefined,
): SharedTest {
  if (field.path !== undefined && valueIds !== undefined) return { kind: "any_value", field, valueIds };
  const filter = { compare: compileComparison(operator, value), quantifier: quantifierOf(operator, value) };
  if (field.path !== undefined) return { kind: "nodes", field, filter, valueIds: undefined };
  return { kind: "value", field, filter, valueIds, needle: needleOf(operator, value) };
}

function needleOf(operator: FilterOperator, text: JsonValue): Needle | undefined {
  if (typeof text !== "string" || text === "" || text.length > MAX_FILTER_VALUE_CHARACTERS) return undefined;
  if (operator === "contains") return { text, search: "within" };
  return operator === "starts_with" ? { text, search: "at_start" } : undefined;
}
