import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import type { Dialect } from "../dialect.ts";
import { APPLICATORS, type Applicator } from "./applicators.ts";

/** A subschema and the steps to it from the schema that holds it. */
export interface Subschema {
  readonly steps: readonly string[];
  readonly schema: JsonObject | boolean;
  readonly inPlace: boolean;
}

/** Whether a value can be a schema at all: an object or a boolean. */
export function isSchema(value: JsonValue | undefined): value is JsonObject | boolean {
  return typeof value === "boolean" || isJsonObject(value);
}

/** The subschemas that a schema holds directly. What is no schema, where one belongs, is left out. */
export function subschemasOf(schema: JsonObject, dialect: Dialect): Subschema[] {
  if (isOnlyReference(schema, dialect)) return definitionsOf(schema);
  const found: Subschema[] = [];
  for (const [keyword, applicator] of Object.entries(APPLICATORS[dialect])) {
    if (Object.hasOwn(schema, keyword)) collect(found, keyword, schema[keyword], applicator);
  }
  return found;
}

/** In draft-07 the members beside `$ref` are ignored (core, section 8.3). */
export function isOnlyReference(schema: JsonObject, dialect: Dialect): boolean {
  return dialect === "draft-07" && Object.hasOwn(schema, "$ref");
}

/** Ignored as they are beside a `$ref`, definitions are still there for others to point to. */
function definitionsOf(schema: JsonObject): Subschema[] {
  const found: Subschema[] = [];
  collect(found, "definitions", schema.definitions, { holding: "map", inPlace: false });
  return found;
}

function collect(found: Subschema[], keyword: string, value: JsonValue | undefined, applicator: Applicator) {
  const { holding, inPlace } = applicator;
  const add = (steps: string[], schema: JsonValue | undefined) => {
    if (isSchema(schema)) found.push({ steps: [keyword, ...steps], schema, inPlace });
  };
  if (Array.isArray(value)) {
    if (holding === "list" || holding === "one_or_list") {
      for (const [index, item] of value.entries()) add([String(index)], item);
    }
  } else if (holding === "map" || holding === "map_or_names") {
    if (isJsonObject(value)) for (const [name, member] of Object.entries(value)) add([name], member);
  } else if (holding !== "list") {
    add([], value);
  }
}
