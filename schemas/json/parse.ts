import type { JsonValue } from "./value.ts";

/**
 * Parses JSON text that `scanJson` has accepted, typed. `JSON.parse` keeps `__proto__` as a plain member and
 * reads numbers as IEEE 754 doubles: where digits count, keep the text's own slice.
 *
 * Throws a `SyntaxError` for text that is not JSON.
 */
export function parseJson(text: string): JsonValue {
  const value: JsonValue = JSON.parse(text);
  return value;
}
