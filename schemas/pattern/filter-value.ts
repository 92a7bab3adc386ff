import type { JsonValue } from "../json/value.ts";
import { MAX_FILTER_VALUE_CHARACTERS } from "./limits.ts";
import { orderOf } from "./operators.ts";
import type { FilterOperator } from "./types.ts";

/** Says what is wrong with a filter's value, for the person who wrote it; `undefined` when nothing is. */
export function checkFilterValue(operator: FilterOperator, value: JsonValue): string | undefined {
  const text = JSON.stringify(value);
  if (text.length > MAX_FILTER_VALUE_CHARACTERS) {
    return `A filter's value has at most ${MAX_FILTER_VALUE_CHARACTERS} characters as JSON.`;
  }
  if (holdsUnstorable(value))
    return "The value holds the character U+0000 or half of a surrogate pair, which no event can hold.";
  switch (operator) {
    case "gt":
    case "lt":
      if (orderOf(value) !== undefined) return undefined;
      return `${operator} compares with a number or an ISO 8601 timestamp, such as 2024-03-15T10:00:00Z.`;
    case "equals":
    case "contains":
      if (!holdsInexact(value)) return undefined;
      return "Whole numbers beyond 2^53 − 1 lose digits and might match their neighbours. Have the sender write the number as a string.";
  }
}

function holdsUnstorable(value: JsonValue): boolean {
  if (typeof value === "string") return value.includes("\u0000") || !value.isWellFormed();
  return someInside(value, holdsUnstorable) || namesOf(value).some(holdsUnstorable);
}

function holdsInexact(value: JsonValue): boolean {
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value);
  return someInside(value, holdsInexact);
}

function someInside(value: JsonValue, holds: (inner: JsonValue) => boolean): boolean {
  return typeof value === "object" && value !== null && Object.values(value).some(holds);
}

function namesOf(value: JsonValue): string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
