import fc from "fast-check";
import type { JsonObject, JsonValue } from "#schemas/json/value.ts";

/** Few names, texts and numbers, so that random schemas and random values have much to do with each other. */
const name = fc.constantFrom("a", "b", "kind");
const text = fc.constantFrom("", "a", "b", "ab", "abc", "2024-03-15", "A1");
const number = fc.constantFrom(-1, 0, 0.5, 1, 1.5, 2, 3, 4, 6, 10);
const scalar = fc.oneof(fc.constant(null), fc.boolean(), number, text);

/** Small values of every kind. */
export const randomValue: fc.Arbitrary<JsonValue> = fc.letrec<{
  value: JsonValue;
  list: JsonValue[];
  object: JsonObject;
}>((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, scalar, tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom("a", "b", "kind", "other"), tie("value"), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
})).value;

const count = fc.integer({ min: 0, max: 3 });
const type = fc.constantFrom("null", "boolean", "integer", "number", "string", "array", "object");

type Schema = JsonObject | boolean;

/** Keywords about one value without subschemas, one at a time. */
const plain: fc.Arbitrary<JsonObject> = fc.oneof(
  type.map((one) => ({ type: one })),
  fc.uniqueArray(type, { minLength: 1, maxLength: 3 }).map((types) => ({ type: types })),
  fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }).map((values) => ({ enum: values })),
  scalar.map((value) => ({ const: value })),
  number.map((minimum) => ({ minimum })),
  number.map((maximum) => ({ maximum })),
  number.map((exclusiveMinimum) => ({ exclusiveMinimum })),
  number.map((exclusiveMaximum) => ({ exclusiveMaximum })),
  fc.constantFrom(0.5, 1, 2, 3).map((multipleOf) => ({ multipleOf })),
  count.map((minLength) => ({ minLength })),
  count.map((maxLength) => ({ maxLength })),
  fc.constantFrom("^a", "b$", "^[a-z]+$").map((pattern) => ({ pattern })),
  fc.constantFrom("date", "uuid", "unheard-of").map((format) => ({ format })),
  count.map((minItems) => ({ minItems })),
  count.map((maxItems) => ({ maxItems })),
  fc.boolean().map((uniqueItems) => ({ uniqueItems })),
  count.map((minProperties) => ({ minProperties })),
  count.map((maxProperties) => ({ maxProperties })),
  fc.uniqueArray(name, { maxLength: 2 }).map((required) => ({ required })),
);

const CONDITION = ["if", "then", "else"];

/** Keywords that hold subschemas. Only those of both dialects, and for lists of items the words of the one. */
function holding(schema: fc.Arbitrary<Schema>, dialect: "draft-07" | "2020-12"): fc.Arbitrary<JsonObject> {
  const schemas = fc.array(schema, { minLength: 1, maxLength: 3 });
  const members = fc.dictionary(name, schema, { maxKeys: 3, noNullPrototype: true });
  const isNew = dialect === "2020-12";
  return fc.oneof(
    { weight: 4, arbitrary: members.map((properties) => ({ properties })) },
    { weight: 2, arbitrary: schema.map((additionalProperties) => ({ additionalProperties })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(members, schema)
        .map(([properties, additionalProperties]) => ({ properties, additionalProperties })),
    },
    fc
      .dictionary(fc.constantFrom("^a", "b"), schema, { maxKeys: 2, noNullPrototype: true })
      .map((patternProperties) => ({ patternProperties })),
    schema.map((propertyNames) => ({ propertyNames })),
    { weight: 2, arbitrary: schema.map((items) => ({ items })) },
    fc.tuple(schemas, schema).map(([first, rest]): JsonObject => {
      return isNew ? { prefixItems: first, items: rest } : { items: first, additionalItems: rest };
    }),
    schema.map((contains) => ({ contains })),
    schemas.map((allOf) => ({ allOf })),
    { weight: 2, arbitrary: schemas.map((anyOf) => ({ anyOf })) },
    { weight: 2, arbitrary: schemas.map((oneOf) => ({ oneOf })) },
    schema.map((not) => ({ not })),
    fc
      .tuple(schema, schema, schema)
      .map((parts) => Object.fromEntries(CONDITION.map((keyword, index) => [keyword, parts[index] ?? true]))),
    fc
      .tuple(name, schema)
      .map(
        ([one, place]): JsonObject => ({ [isNew ? "dependentSchemas" : "dependencies"]: { [one]: place } }),
      ),
    fc.tuple(name, name).map(
      ([one, other]): JsonObject => ({
        [isNew ? "dependentRequired" : "dependencies"]: { [one]: [other] },
      }),
    ),
    ...(isNew
      ? [
          schema.map((unevaluatedProperties) => ({ unevaluatedProperties })),
          schema.map((unevaluatedItems) => ({ unevaluatedItems })),
          fc
            .tuple(schema, count, count)
            .map(([contains, minContains, maxContains]) => ({ contains, minContains, maxContains })),
        ]
      : []),
  );
}

/** A schema that may refer to two definitions, which may refer to themselves through members and items. */
export function randomSchema(dialect: "draft-07" | "2020-12"): fc.Arbitrary<JsonObject> {
  const definitions = dialect === "2020-12" ? "$defs" : "definitions";
  const references = fc
    .constantFrom("tree", "leaf")
    .map((target): Schema => ({ $ref: `#/${definitions}/${target}` }));
  const { schema } = fc.letrec<{ schema: Schema; object: JsonObject }>((tie) => ({
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      plain,
      fc.boolean(),
      references,
      tie("object"),
    ),
    object: fc
      .array(fc.oneof(plain, holding(tie("schema"), dialect)), { minLength: 1, maxLength: 3 })
      .map(joined),
  }));
  const $schema =
    dialect === "2020-12"
      ? "https://json-schema.org/draft/2020-12/schema"
      : "http://json-schema.org/draft-07/schema#";
  const tree = fc.tuple(schema, plain).map(([member, more]) => ({ ...more, properties: { a: member } }));
  return fc
    .tuple(fc.array(fc.oneof(plain, holding(schema, dialect)), { minLength: 1, maxLength: 4 }), tree, plain)
    .map(([keywords, first, leaf]) => ({
      ...joined(keywords),
      $schema,
      [definitions]: { tree: first, leaf },
    }));
}

function joined(keywords: readonly JsonObject[]): JsonObject {
  return Object.assign({}, ...keywords);
}

/** A schema and one that differs from it in one place, as a next version would. */
export function randomPair(dialect: "draft-07" | "2020-12"): fc.Arbitrary<readonly [JsonObject, JsonObject]> {
  return fc
    .tuple(randomSchema(dialect), randomSchema(dialect), plain, fc.nat(), fc.boolean())
    .map(([first, other, change, at, isUnrelated]) => {
      return isUnrelated ? ([first, other] as const) : ([first, changed(first, change, at)] as const);
    });
}

/** The schema with one of its keywords, at the top or in a member, left out or replaced. */
function changed(schema: JsonObject, change: JsonObject, at: number): JsonObject {
  const keywords = Object.keys(schema).filter(
    (keyword) => !keyword.startsWith("$") && keyword !== "definitions",
  );
  const keyword = keywords[at % (keywords.length + 1)];
  if (keyword === undefined) return { ...schema, ...change };
  const { [keyword]: value = true, ...rest } = schema;
  const isMap =
    keyword === "properties" && typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap) return at % 2 === 0 ? rest : { ...schema, ...change };
  return { ...schema, properties: { ...value, a: change } };
}
