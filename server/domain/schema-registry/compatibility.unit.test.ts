import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { githubSchemas } from "#e2e/support/github-schemas.ts";
import { randomPair, randomValue } from "#e2e/support/random-schemas.ts";
import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import { compileSchema } from "../validation/compile-schema.ts";
import { DIALECTS, type Dialect } from "../validation/dialect.ts";
import { compareSchemas, type ReadSchema } from "./compatibility.ts";

/** For a machine that does other things too. */
const TIMEOUT_MS = 60_000;

const read = (document: JsonObject | boolean, dialect: Dialect = "2020-12"): ReadSchema => ({
  document,
  dialect,
});
const backward = (earlier: JsonObject | boolean, next: JsonObject | boolean) =>
  compareSchemas("backward", read(next), read(earlier));

function isValid({ document, dialect }: ReadSchema, value: JsonValue): boolean {
  const compiled = compileSchema(document, dialect);
  if (compiled.outcome === "refused") throw new Error(JSON.stringify(compiled.issues));
  return compiled.validate(value).length === 0;
}

const order = {
  type: "object",
  properties: {
    id: { type: "string" },
    total: { type: "number", minimum: 0 },
    state: { enum: ["open", "paid"] },
  },
  required: ["id"],
};
const closed = { ...order, additionalProperties: false };
const tree = (value: JsonObject) => ({
  $ref: "#/$defs/node",
  $defs: {
    node: { type: "object", properties: { value, next: { $ref: "#/$defs/node" } }, required: ["value"] },
  },
});
const shapes = (...kinds: string[]) => ({
  oneOf: kinds.map((kind) => ({
    type: "object",
    properties: { kind: { const: kind }, [kind]: { type: "string" } },
    required: ["kind"],
  })),
});

describe("what stays readable is compatible", () => {
  const cases: [string, JsonObject | boolean, JsonObject | boolean][] = [
    ["the same", order, order],
    ["other words about it", order, { ...order, title: "Order", description: "An order." }],
    [
      "a new member that may be absent, where others were not allowed",
      closed,
      { ...closed, properties: { ...closed.properties, note: { type: "string" } } },
    ],
    ["a member that is no longer required", order, { ...order, required: [] }],
    [
      "a wider bound",
      order,
      { ...order, properties: { ...order.properties, total: { type: "number", minimum: -1 } } },
    ],
    ["whole numbers become numbers", { type: "integer" }, { type: "number" }],
    ["a value becomes nullable", { type: "string" }, { type: ["string", "null"] }],
    [
      "a value becomes nullable by anyOf",
      { type: "string" },
      { anyOf: [{ type: "string" }, { type: "null" }] },
    ],
    ["one more value of a list", { enum: ["a"] }, { enum: ["a", "b"] }],
    ["values of a list become texts", { enum: ["a", "bc"] }, { type: "string", minLength: 1 }],
    ["a schema that allows everything", order, true],
    ["from a schema that allows nothing", false, order],
    ["others become allowed", closed, order],
    ["definitions move", { $ref: "#/$defs/a", $defs: { a: order } }, order],
    [
      "allOf is written out",
      { allOf: [{ type: "string" }, { minLength: 2 }] },
      { type: "string", minLength: 1 },
    ],
    ["a tree whose values become wider", tree({ type: "integer" }), tree({ type: "number" })],
    ["one more shape, told apart by a member", shapes("a", "b"), shapes("a", "b", "c")],
    [
      "exclusive bounds of whole numbers",
      { type: "integer", exclusiveMinimum: 0 },
      { type: "integer", minimum: 1 },
    ],
    ["a multiple of a multiple", { type: "number", multipleOf: 0.3 }, { multipleOf: 0.1 }],
    [
      "a list of schemas and one for all",
      { type: "array", prefixItems: [{ type: "integer" }], items: { type: "integer" } },
      { items: { type: "number" } },
    ],
    [
      "as many items as are named",
      { type: "array", prefixItems: [true, true], items: false },
      { maxItems: 2 },
    ],
    ["as many members as are named", closed, { maxProperties: 3 }],
    [
      "the same condition",
      { if: { required: ["a"] }, else: { minProperties: 1 } },
      { if: { required: ["a"] }, else: { minProperties: 1 } },
    ],
    [
      "either branch of a condition",
      { if: { type: "string" }, else: { type: "integer" } },
      { type: ["string", "number"] },
    ],
    [
      "the same expression",
      { patternProperties: { "^x-": { type: "string" } } },
      { patternProperties: { "^x-": { type: ["string", "null"] } } },
    ],
    ["not another type", { type: "string" }, { not: { type: "number" } }],
    ["a stricter contains", { type: "array", contains: { const: 1 } }, { contains: { type: "integer" } }],
    ["names that are shorter", { propertyNames: { maxLength: 3 } }, { propertyNames: { maxLength: 5 } }],
  ];
  test.each(cases)("%s", (_, earlier, next) => {
    expect(backward(earlier, next)).toEqual({ outcome: "compatible" });
  });

  test("draft-07 and 2020-12 are compared by what they mean", () => {
    const old = read({ type: "array", items: [{ type: "string" }], additionalItems: false }, "draft-07");
    const next = read({ type: "array", prefixItems: [{ type: "string" }], items: false });
    expect(compareSchemas("full", next, old)).toEqual({ outcome: "compatible" });
  });

  test("each of GitHub's schemas with itself", () => {
    for (const { event, document } of githubSchemas()) {
      const schema = read(document, "draft-07");
      expect([
        event,
        compareSchemas("full", schema, { ...schema, document: structuredClone(document) }),
      ]).toEqual([event, { outcome: "compatible" }]);
    }
  });
});

describe("what breaks readers is incompatible, with the place and an example", () => {
  const cases: [string, JsonObject | boolean, JsonObject | boolean, string, string][] = [
    ["a member becomes required", order, { ...order, required: ["id", "total"] }, "/required", "required"],
    [
      "a type becomes narrower",
      { properties: { a: { type: "number" } } },
      { properties: { a: { type: "integer" } } },
      "/properties/a/type",
      "type",
    ],
    [
      "another type",
      order,
      { ...order, properties: { ...order.properties, id: { type: "integer" } } },
      "/properties/id/type",
      "type",
    ],
    [
      "a bound becomes tighter",
      order,
      { ...order, properties: { ...order.properties, total: { type: "number", minimum: 1 } } },
      "/properties/total/minimum",
      "minimum",
    ],
    [
      "a value leaves a list",
      order,
      { ...order, properties: { ...order.properties, state: { enum: ["open"] } } },
      "/properties/state/enum",
      "enum",
    ],
    ["members become forbidden", order, closed, "/additionalProperties", "additionalProperties"],
    ["a null is no longer allowed", { type: ["string", "null"] }, { type: "string" }, "/type", "type"],
    [
      "a text becomes shorter",
      { type: "string", maxLength: 10 },
      { type: "string", maxLength: 9 },
      "/maxLength",
      "maxLength",
    ],
    ["a list becomes longer", { type: "array" }, { type: "array", minItems: 2 }, "/minItems", "minItems"],
    [
      "items get a type",
      { properties: { a: { type: "array" } } },
      { properties: { a: { type: "array", items: { type: "string" } } } },
      "/properties/a/items/type",
      "type",
    ],
    ["a shape is gone", shapes("a", "b"), shapes("a"), "/oneOf/0/properties/kind/const", "const"],
    [
      "deep within a tree",
      tree({ type: "number" }),
      tree({ type: "integer" }),
      "/$defs/node/properties/value/type",
      "type",
    ],
    ["a format appears", { type: "string" }, { type: "string", format: "uuid" }, "/format", "format"],
    [
      "an expression appears",
      { type: "string" },
      { type: "string", pattern: "^[A-Z]{3}$" },
      "/pattern",
      "pattern",
    ],
    [
      "repeated items",
      { type: "array" },
      { type: "array", uniqueItems: true },
      "/uniqueItems",
      "uniqueItems",
    ],
    [
      "what an expression allowed is now as all others",
      { patternProperties: { "^x-": { type: "string" } }, additionalProperties: { type: "integer" } },
      { additionalProperties: { type: "integer" } },
      "/additionalProperties/type",
      "type",
    ],
    ["nothing is allowed any more", order, false, "", "false"],
  ];
  test.each(cases)("%s", (_, earlier, next, pointer, keyword) => {
    const verdict = backward(earlier, next);
    expect(verdict).toMatchObject({ outcome: "incompatible", pointer, keyword });
    if (verdict.outcome !== "incompatible") return;
    expect(isValid(read(earlier), verdict.example)).toBe(true);
    expect(isValid(read(next), verdict.example)).toBe(false);
    expect(verdict.message).toMatch(/^The earlier schema allows what the new schema refuses: \/payload/);
  });

  test("a member that GitHub would require is found in its largest schema", () => {
    const [schema] = githubSchemas().filter(({ event }) => event === "issues");
    if (schema === undefined) throw new Error("GitHub has issues");
    const next = structuredClone(schema.document);
    const { definitions } = next;
    const user =
      typeof definitions === "object" && definitions !== null && !Array.isArray(definitions)
        ? definitions.user
        : null;
    Object.assign(user ?? {}, { required: ["login", "id", "favourite_colour"] });
    const verdict = compareSchemas("backward", read(next, "draft-07"), read(schema.document, "draft-07"));
    expect(verdict).toMatchObject({ outcome: "incompatible" });
  });
});

describe("what cannot be told is unknown, with the place", () => {
  const cases: [string, JsonObject, JsonObject, string][] = [
    [
      "two expressions",
      { type: "string", pattern: "^q{7}$" },
      { type: "string", pattern: "^q{3,9}$" },
      "/pattern",
    ],
    [
      "a dynamic reference",
      { $dynamicAnchor: "a", properties: { x: { $dynamicRef: "#a" } } },
      { $dynamicAnchor: "a", properties: { x: { $dynamicRef: "#a" } } },
      "/$dynamicRef",
    ],
    [
      "members that nothing evaluates",
      { properties: { a: true }, unevaluatedProperties: false },
      { properties: { a: true, b: true }, unevaluatedProperties: false },
      "/unevaluatedProperties",
    ],
  ];
  test.each(cases)("%s", (_, earlier, next, pointer) => {
    expect(backward(earlier, next)).toMatchObject({ outcome: "unknown", pointer });
  });
});

describe("modes", () => {
  const narrow = read({ type: "integer" });
  const wide = read({ type: "number" });

  test.each([
    ["none", narrow, wide, "compatible"],
    ["backward", wide, narrow, "compatible"],
    ["backward", narrow, wide, "incompatible"],
    ["forward", narrow, wide, "compatible"],
    ["forward", wide, narrow, "incompatible"],
    ["full", wide, narrow, "incompatible"],
    ["full", narrow, wide, "incompatible"],
    ["full", wide, wide, "compatible"],
  ] as const)("%s", (mode, next, earlier, outcome) => {
    expect(compareSchemas(mode, next, earlier)).toMatchObject({ outcome });
  });
});

describe.each(DIALECTS)("never a guess, %s", (dialect) => {
  test(
    "no value contradicts a verdict, and the verdicts are of all kinds",
    () => {
      const outcomes = { compatible: 0, incompatible: 0, unknown: 0 };
      fc.assert(
        fc.property(
          randomPair(dialect),
          fc.array(randomValue, { minLength: 20, maxLength: 40 }),
          ([earlier, next], values) => {
            const [old, reader] = [read(earlier, dialect), read(next, dialect)];
            const verdict = compareSchemas("backward", reader, old);
            outcomes[verdict.outcome] += 1;
            if (verdict.outcome === "compatible") {
              const broken = values.filter((value) => isValid(old, value) && !isValid(reader, value));
              expect(broken).toEqual([]);
            }
            if (verdict.outcome === "incompatible") {
              expect([isValid(old, verdict.example), isValid(reader, verdict.example)]).toEqual([
                true,
                false,
              ]);
            }
          },
        ),
        { numRuns: 600 },
      );
      expect(outcomes.compatible).toBeGreaterThan(60);
      expect(outcomes.incompatible).toBeGreaterThan(60);
      expect(outcomes.unknown).toBeLessThan(120);
    },
    TIMEOUT_MS,
  );
});
