import { type JsonValue, kindOf } from "#schemas/json/value.ts";
import { keywordOf, type Part } from "./part.ts";

/** The kinds of values that keywords tell apart; numbers are whole or have a fraction. */
export const VALUE_TYPES = ["null", "boolean", "integer", "fraction", "string", "array", "object"] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** The types that every part allows. */
export function typesOf(parts: readonly Part[]): ValueType[] {
  return VALUE_TYPES.filter((type) => parts.every((part) => allows(part, type)));
}

/** Whether a part's `type` allows a type of value. */
export function allows(part: Part, type: ValueType): boolean {
  const value = keywordOf(part, "type");
  if (value === undefined) return true;
  const names = Array.isArray(value) ? value : [value];
  if (type === "integer") return names.includes("integer") || names.includes("number");
  return names.includes(type === "fraction" ? "number" : type);
}

export function typeOf(value: JsonValue): ValueType {
  const kind = kindOf(value);
  if (kind !== "number") return kind;
  return Number.isInteger(value) ? "integer" : "fraction";
}

/** All values that the parts can allow, where `enum`, `const` or the type make them few; null where they are many. */
export function valuesOf(parts: readonly Part[], type: ValueType): readonly JsonValue[] | null {
  for (const part of parts) {
    const constant = keywordOf(part, "const");
    const listed = constant === undefined ? keywordOf(part, "enum") : [constant];
    if (Array.isArray(listed)) return listed.filter((value) => typeOf(value) === type);
  }
  if (type === "null") return [null];
  return type === "boolean" ? [true, false] : null;
}
