import { jsonEqual } from "#schemas/json/equal.ts";
import { type JsonValue, kindOf } from "#schemas/json/value.ts";
import type { FilterOperator } from "#schemas/pattern/types.ts";

/** How a typed value is read: as text as it stands, as a list, or as JSON where it is JSON. */
type Reading = "text" | "list" | "json";

const READINGS: Readonly<Partial<Record<FilterOperator, Reading>>> = {
  starts_with: "text",
  ends_with: "text",
  in: "list",
  between: "list",
};

/** What a typed filter value means. `42` is a number, `"42"` and `open` are text, `EUR, CHF` is a list for `in`. */
export function valueOfText(operator: FilterOperator, text: string): JsonValue {
  switch (READINGS[operator] ?? "json") {
    case "text":
      return unquoted(text) ?? text;
    case "list":
      return listOfText(text);
    case "json":
      return itemOfText(text);
  }
}

/** The text that `valueOfText` reads back as the same value, if the operator takes it. */
export function textOfValue(operator: FilterOperator, value: JsonValue): string {
  const reading = READINGS[operator] ?? "json";
  if (reading === "list" && Array.isArray(value)) return textOfList(value);
  if (reading === "text" && typeof value === "string" && unquoted(value) === undefined) return value;
  return textOfItem(value);
}

/** `list of 2`, for the person who types it. */
export function readAs(operator: FilterOperator, text: string): string {
  const value = valueOfText(operator, text);
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (value === "") return "empty text";
  const kind = kindOf(value);
  return kind === "string" ? "text" : kind;
}

function itemOfText(text: string): JsonValue {
  const parsed = tryParse(text);
  return parsed === undefined ? text : parsed;
}

function textOfItem(value: JsonValue): string {
  if (typeof value === "string" && tryParse(value) === undefined) return value;
  return JSON.stringify(value);
}

/** A JSON list as it is; else what stands between the commas, as JSON where it is. */
function listOfText(text: string): JsonValue[] {
  if (text.trim() === "") return [];
  const whole = tryParse(text);
  if (Array.isArray(whole)) return whole;
  const inside = tryParse(`[${text}]`);
  if (Array.isArray(inside)) return inside;
  return text.split(",").map((item) => itemOfText(item.trim()));
}

function textOfList(list: readonly JsonValue[]): string {
  const short = list.map(textOfItem).join(", ");
  return jsonEqual(listOfText(short), [...list]) ? short : JSON.stringify(list);
}

function unquoted(text: string): string | undefined {
  const parsed = tryParse(text);
  return typeof parsed === "string" ? parsed : undefined;
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
