import type { JsonValue } from "../json/value.ts";
import { MAX_FILTER_VALUE_CHARACTERS, MAX_LISTED_VALUES } from "./limits.ts";
import { orderOf, rangeOf } from "./operators.ts";
import { isStorableText, UNSTORABLE_TEXT } from "./storable-text.ts";
import type { FilterOperator } from "./types.ts";

/** Says what is wrong with a filter's value, for the person who wrote it; `undefined` when nothing is. */
export function checkFilterValue(operator: FilterOperator, value: JsonValue): string | undefined {
  const text = JSON.stringify(value);
  if (text.length > MAX_FILTER_VALUE_CHARACTERS) {
    return `A filter's value has at most ${MAX_FILTER_VALUE_CHARACTERS} characters as JSON.`;
  }
  if (holdsUnstorable(value)) return `The value holds ${UNSTORABLE_TEXT}.`;
  switch (operator) {
    case "gt":
    case "lt":
    case "gte":
    case "lte":
      if (orderOf(value) !== undefined) return undefined;
      return `${operator} compares with a number or an ISO 8601 timestamp, such as 2024-03-15T10:00:00Z.`;
    case "between":
      return checkRange(value);
    case "starts_with":
    case "ends_with":
      return typeof value === "string" ? undefined : `${operator} compares with text, such as "INV-".`;
    case "exists":
      if (typeof value === "boolean") return undefined;
      return "exists takes true, when a value must be there, or false, when none may be.";
    case "in":
      return checkList(value) ?? checkExact(value);
    case "equals":
    case "not_equals":
    case "contains":
      return checkExact(value);
  }
}

function checkRange(value: JsonValue): string | undefined {
  const range = rangeOf(value);
  if (range === undefined)
    return "between takes a list of two numbers or of two ISO 8601 timestamps, such as [10, 20].";
  if (range.low <= range.high) return undefined;
  return "The first bound is above the second, so nothing is between them. Write the lower one first.";
}

function checkList(value: JsonValue): string | undefined {
  if (Array.isArray(value) && value.length >= 1 && value.length <= MAX_LISTED_VALUES) return undefined;
  return `in takes a list of 1 to ${MAX_LISTED_VALUES} values, such as ["EUR", "CHF"].`;
}

function checkExact(value: JsonValue): string | undefined {
  if (!holdsInexact(value)) return undefined;
  return "Whole numbers beyond 2^53 − 1 lose digits and might match their neighbours. Have the sender write the number as a string.";
}

function holdsUnstorable(value: JsonValue): boolean {
  if (typeof value === "string") return !isStorableText(value);
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
