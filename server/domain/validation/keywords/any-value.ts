import { type JsonKind, type JsonValue, kindOf } from "#schemas/json/value.ts";
import { canonicalJson } from "../canonical-json.ts";
import type { Assertion, Run } from "./evaluation.ts";
import { type KeywordCompiler, leaf } from "./keyword.ts";
import type { Complaint } from "./report.ts";

const TYPES = ["null", "boolean", "integer", "number", "string", "array", "object"] as const;
type SchemaType = (typeof TYPES)[number];

/** The article that a kind of value is named with. */
const NAMED: Readonly<Record<SchemaType, string>> = {
  null: "null",
  boolean: "a boolean",
  integer: "an integer",
  number: "a number",
  string: "a string",
  array: "an array",
  object: "an object",
};

/** `type` (validation, section 6.1.1). */
export const compileType: KeywordCompiler = (value, context) => {
  const names = Array.isArray(value) ? value : [value];
  const types = TYPES.filter((type) => names.includes(type));
  if (types.length === 0 || types.length !== names.length) {
    return context.refuse(["type"], `type must be one of ${TYPES.join(", ")}, or a list of different ones.`);
  }
  const wanted = new Set<string>(types);
  const holds = (candidate: JsonValue) =>
    wanted.has(kindOf(candidate)) || (wanted.has("integer") && Number.isInteger(candidate));
  const says = `must be ${types.map((type) => NAMED[type]).join(" or ")}`;
  return leaf("type", holds, (found) => ({
    says: `${says}, and is ${isFraction(found) ? "a number with a fraction" : nameOf(kindOf(found))}`,
    expected: types.join(" or "),
  }));
};

function isFraction(value: JsonValue): boolean {
  return typeof value === "number" && !Number.isInteger(value);
}

export function nameOf(kind: JsonKind): string {
  return NAMED[kind];
}

/** `enum` (validation, section 6.1.2). */
export const compileEnum: KeywordCompiler = (value, context) => {
  if (!Array.isArray(value)) return context.refuse(["enum"], "enum must be a list of values.");
  const listed = value.map((item) => JSON.stringify(item)).join(", ");
  return oneOfValues("enum", value, { says: `must be one of ${cut(listed)}`, expected: listed });
};

/** `const` (validation, section 6.1.3). */
export const compileConst: KeywordCompiler = (value) => {
  const text = JSON.stringify(value);
  return oneOfValues("const", [value], { says: `must be ${cut(text)}`, expected: text });
};

const MAX_LISTED_CHARACTERS = 200;

function cut(text: string): string {
  return text.length <= MAX_LISTED_CHARACTERS
    ? text
    : `${text.slice(0, MAX_LISTED_CHARACTERS).toWellFormed()}…`;
}

/** Compares by hash: neither the length of the list nor the size of its values is paid for again by every event. */
function oneOfValues(keyword: string, values: readonly JsonValue[], complaint: Complaint): Assertion {
  const scalars = new Set(values.filter((value) => !isContainer(value)));
  const containers = new Set(values.filter(isContainer).map(canonicalJson));
  const holds = (value: JsonValue, run: Run) => {
    if (!isContainer(value)) return scalars.has(value);
    return containers.size > 0 && containers.has(canonicalWithin(value, run));
  };
  return {
    keyword,
    holds,
    explain: (value, run, _scope, report) => {
      if (!holds(value, run)) report.add(keyword, complaint, value);
    },
  };
}

export function isContainer(value: JsonValue): boolean {
  return typeof value === "object" && value !== null;
}

/** What a character of canonical text costs, in steps. */
const STEPS_A_CHARACTER = 3;

/** A value's canonical text, paid for by its length. */
export function canonicalWithin(value: JsonValue, run: Run): string {
  const text = run.stepsLeft < 0 ? "" : canonicalJson(value);
  run.stepsLeft -= text.length * STEPS_A_CHARACTER;
  return text;
}
