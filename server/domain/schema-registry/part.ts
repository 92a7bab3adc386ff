import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import type { SchemaPlace } from "../validation/document/resource.ts";
import { isOnlyReference, isSchema } from "../validation/document/subschemas.ts";
import type { OpenSchema } from "../validation/open-schema.ts";

/** One schema object and the document that it is of. */
export interface Part {
  readonly side: OpenSchema;
  readonly place: SchemaPlace;
  readonly schema: JsonObject;
}

/** The schema objects that all hold for a value: a schema, what it refers to, and its `allOf`. Null: nothing can hold. */
export function partsOf(side: OpenSchema, places: readonly SchemaPlace[]): readonly Part[] | null {
  const parts = new Map<JsonObject, Part>();
  const waiting = [...places];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { schema } = place;
    if (schema === false) return null;
    if (schema === true || parts.has(schema)) continue;
    const part = { side, place, schema };
    parts.set(schema, part);
    waiting.push(...conjunctsOf(part));
  }
  return [...parts.values()];
}

function conjunctsOf(part: Part): SchemaPlace[] {
  const target = referenceOf(part);
  return target === null ? listAt(part, "allOf") : [target, ...listAt(part, "allOf")];
}

/** Where the part's `$ref` leads to. */
function referenceOf({ side, place, schema }: Part): SchemaPlace | null {
  const reference = ownMember(schema, "$ref");
  if (typeof reference !== "string") return null;
  const target = side.document.resolve(reference, place);
  return target.outcome === "found" ? target.place : null;
}

/** A keyword's value; undefined where the part has none, or where draft-07 ignores it beside `$ref`. */
export function keywordOf({ side, schema }: Part, keyword: string): JsonValue | undefined {
  if (isOnlyReference(schema, side.document.dialect)) return undefined;
  return ownMember(schema, keyword);
}

function ownMember(schema: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(schema, name) ? schema[name] : undefined;
}

/** The subschema at a keyword. */
export function oneAt(part: Part, keyword: string): SchemaPlace | null {
  return childAt(part, [keyword], keywordOf(part, keyword));
}

/** The subschemas of a keyword that holds a list of them. */
export function listAt(part: Part, keyword: string): SchemaPlace[] {
  const value = keywordOf(part, keyword);
  if (!Array.isArray(value)) return [];
  return value.flatMap((schema, index) => childAt(part, [keyword, String(index)], schema) ?? []);
}

/** The subschemas of a keyword that holds a map of them, by their names. */
export function mapAt(part: Part, keyword: string): ReadonlyMap<string, SchemaPlace> {
  const value = keywordOf(part, keyword);
  const found = new Map<string, SchemaPlace>();
  if (!isJsonObject(value)) return found;
  for (const [name, schema] of Object.entries(value)) {
    const place = childAt(part, [keyword, name], schema);
    if (place !== null) found.set(name, place);
  }
  return found;
}

function childAt(part: Part, steps: readonly string[], schema: JsonValue | undefined): SchemaPlace | null {
  return isSchema(schema) ? part.side.document.childOf(part.place, steps, schema) : null;
}

/** The schemas of an array's items, in both dialects' words: one each for the first, and one for the rest. */
export interface ItemSchemas {
  readonly first: readonly SchemaPlace[];
  readonly firstKeyword: string;
  readonly rest: SchemaPlace | null;
  readonly restKeyword: string;
}

export function itemsOf(part: Part): ItemSchemas {
  if (part.side.document.dialect === "2020-12") {
    const first = listAt(part, "prefixItems");
    return { first, firstKeyword: "prefixItems", rest: oneAt(part, "items"), restKeyword: "items" };
  }
  const isList = Array.isArray(keywordOf(part, "items"));
  const restKeyword = isList ? "additionalItems" : "items";
  return { first: listAt(part, "items"), firstKeyword: "items", rest: oneAt(part, restKeyword), restKeyword };
}

/** The schemas that the parts have for the item at an index. */
export function itemSchemas(parts: readonly Part[], index: number): SchemaPlace[] {
  return parts.flatMap((part) => {
    const { first, rest } = itemsOf(part);
    return first[index] ?? rest ?? [];
  });
}
