import type { JsonSchema } from "#schemas/openapi.ts";

/** How a schema is shown: what it is in a few words, the named schemas that it refers to, and its members. */
export interface SchemaView {
  readonly type: string;
  /** Name of the schema that is meant, for a link. */
  readonly ref: string | null;
  readonly description: string | null;
  /** Bounds and such, in words. */
  readonly limits: readonly string[];
  readonly members: readonly MemberView[];
  /** What it may be instead: views of `oneOf` and `anyOf`. */
  readonly variants: readonly SchemaView[];
}

export interface MemberView {
  readonly name: string;
  readonly required: boolean;
  readonly schema: SchemaView;
}

/** Reads a JSON Schema as far as the document's schemas go. */
export function viewOf(schema: JsonSchema): SchemaView {
  const variants = variantsOf(schema);
  const items = isSchema(schema.items) ? viewOf(schema.items) : null;
  const [only] = variants;
  // `anyOf: [X, null]` reads as "X or null".
  if (variants.length === 1 && only !== undefined) {
    return {
      ...only,
      type: `${only.type} or null`,
      description: textOf(schema.description) ?? only.description,
    };
  }
  return {
    type: items === null ? typeOf(schema) : `array of ${items.type}`,
    ref: refOf(schema) ?? items?.ref ?? null,
    description: textOf(schema.description),
    limits: limitsOf(schema),
    members: items?.members ?? membersOf(schema),
    variants: items?.variants ?? variants,
  };
}

function variantsOf(schema: JsonSchema): SchemaView[] {
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (!Array.isArray(alternatives)) return [];
  return alternatives
    .filter(isSchema)
    .filter(({ type }) => type !== "null")
    .map(viewOf);
}

function membersOf({ properties, required }: JsonSchema): MemberView[] {
  if (!isSchema(properties)) return [];
  const names: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties).flatMap(([name, schema]) =>
    isSchema(schema) ? [{ name, required: names.includes(name), schema: viewOf(schema) }] : [],
  );
}

function typeOf(schema: JsonSchema): string {
  const ref = refOf(schema);
  if (ref !== null) return ref;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const { type, format } = schema;
  if (Array.isArray(type)) return type.join(" or ");
  const name = textOf(type) ?? (schema.oneOf || schema.anyOf ? "one of these" : "any JSON value");
  return typeof format === "string" ? `${name} (${format})` : name;
}

const LIMITS: readonly (readonly [keyword: string, words: (value: string) => string])[] = [
  ["minimum", (value) => `at least ${value}`],
  ["maximum", (value) => `at most ${value}`],
  ["minLength", (value) => (value === "1" ? "not empty" : `at least ${value} characters`)],
  ["maxLength", (value) => `at most ${value} characters`],
  ["minItems", (value) => (value === "1" ? "not empty" : `at least ${value} items`)],
  ["maxItems", (value) => `at most ${value} items`],
];

/** The bounds of JavaScript's exact integers stand for "an integer" and are not worth saying. */
function limitsOf(schema: JsonSchema): string[] {
  const bounds = LIMITS.flatMap(([keyword, words]) => {
    const value = schema[keyword];
    return typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER
      ? [words(String(value))]
      : [];
  });
  return "default" in schema ? [...bounds, `${JSON.stringify(schema.default)} when left out`] : bounds;
}

function refOf({ $ref }: JsonSchema): string | null {
  return typeof $ref === "string" ? ($ref.split("/").at(-1) ?? null) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
