import { type JsonValue, kindOf } from "#schemas/json/value.ts";

/** What a typed filter value means: JSON if it is JSON, else text. `42` is a number, `"42"` and `open` are text. */
export function valueOfText(text: string): JsonValue {
  const parsed = tryParse(text);
  return parsed === undefined ? text : parsed;
}

/** The text that `valueOfText` reads back as the same value. */
export function textOfValue(value: JsonValue): string {
  if (typeof value === "string" && tryParse(value) === undefined) return value;
  return JSON.stringify(value);
}

/** `read as number`, for the person who types it. */
export function readAs(text: string): string {
  const kind = kindOf(valueOfText(text));
  return kind === "string" ? "text" : kind;
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
