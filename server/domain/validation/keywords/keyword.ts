import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import type { Dialect } from "../dialect.ts";
import type { SchemaPlace } from "../document/resource.ts";
import type { SchemaDocument } from "../document/schema-document.ts";
import type { Assertion, SchemaNode } from "./evaluation.ts";
import type { Complaint } from "./report.ts";
import type { TextPattern } from "./text-pattern.ts";

/** What a keyword is compiled with. Whatever is refused is collected, with the pointer to it. */
export interface KeywordContext {
  readonly dialect: Dialect;
  readonly document: SchemaDocument;
  /** The schema that the keyword stands in. */
  readonly schema: JsonObject;
  readonly place: SchemaPlace;
  /** The compiled subschema at these steps from the schema; null, and refused, where no schema stands. */
  child(steps: readonly string[], value: JsonValue | undefined): SchemaNode | null;
  nodeAt(place: SchemaPlace): SchemaNode;
  /** Notes where a reference of the schema leads to. */
  refersTo(place: SchemaPlace): void;
  pattern(source: string, steps: readonly string[]): TextPattern | null;
  refuse(steps: readonly string[], message: string): null;
  warn(steps: readonly string[], message: string): null;
}

/** Compiles one keyword. Null: it asserts nothing, or was refused. */
export type KeywordCompiler = (value: JsonValue, context: KeywordContext) => Assertion | null;

/** An assertion that looks at one value and at nothing within it. */
export function leaf(
  keyword: string,
  holds: (value: JsonValue) => boolean,
  complaint: (value: JsonValue) => Complaint,
): Assertion {
  return {
    keyword,
    holds,
    explain: (value, _run, _scope, report) => {
      if (!holds(value)) report.add(keyword, complaint(value), value);
    },
  };
}

/** A keyword whose value is a whole number from 0: a length or a count. */
export function readCount(keyword: string, value: JsonValue, context: KeywordContext): number | null {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  return context.refuse([keyword], `${keyword} must be a whole number from 0 on.`);
}

/** A keyword whose value is a list of strings, each once. */
export function readNames(steps: readonly string[], value: JsonValue | undefined, context: KeywordContext) {
  const names = Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
  const isList = Array.isArray(value) && names.length === value.length;
  if (isList && new Set(names).size === names.length) return names;
  return context.refuse(steps, `${steps[0]} must be a list of different strings.`);
}
