import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import { MAX_VIOLATIONS, type Violation } from "#schemas/receipt.ts";
import { compileSchema } from "./compile-schema.ts";
import { guardSchema } from "./guard-schema.ts";

/** What one judgement may take on a slow and busy machine; on a quiet one the worst take a third of a second. */
const MAX_MS = 10_000;

function judge(schema: JsonObject, payload: JsonValue): readonly Violation[] {
  const guard = guardSchema(JSON.stringify(schema));
  if (guard.outcome === "refused") throw new Error(JSON.stringify(guard.issues));
  const compiled = compileSchema(guard.document, guard.dialect);
  if (compiled.outcome === "refused") throw new Error(JSON.stringify(compiled.issues));
  const startedMs = performance.now();
  const violations = compiled.validate(payload);
  expect(performance.now() - startedMs).toBeLessThan(MAX_MS);
  return violations;
}

const TOO_COSTLY = [
  expect.objectContaining({ pointer: "/payload", message: expect.stringContaining("more work") }),
];

const list = <T>(length: number, item: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => item(index));
const items = (schema: JsonObject): JsonObject => ({ properties: { list: { items: schema } } });
const nested = (depth: number, innermost: JsonObject): JsonObject => {
  let value = innermost;
  for (let level = 0; level < depth; level += 1) value = { x: value };
  return value;
};
/** Text on which an automaton of "the 500th character from the end" has a new state at nearly every character. */
const scrambled = (length: number) => {
  let state = 1;
  const letters = list(length, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state > 1_000_000_000 ? "x" : "y";
  });
  return `${letters.join("")}cd`;
};
describe("large events are judged in full", () => {
  test("half a million checked numbers", () => {
    const schema = items({ type: "number", minimum: 0, maximum: 9 });
    expect(judge(schema, { list: list(500_000, (index) => index % 10) })).toEqual([]);
    expect(judge(schema, { list: list(500_000, (index) => (index === 499_999 ? 10 : 1)) })).toMatchObject([
      { pointer: "/payload/list/499999", keyword: "maximum" },
    ]);
  });

  test("half a million values of a list of 50 000 that are allowed", () => {
    const schema = items({ enum: list(50_000, (index) => index) });
    expect(judge(schema, { list: list(500_000, (index) => index % 50_000) })).toEqual([]);
  });

  test("50 000 different objects", () => {
    const schema = { properties: { list: { uniqueItems: true } } };
    const value = list(50_000, (index) => ({ index }));
    expect(judge(schema, { list: value })).toEqual([]);
    expect(judge(schema, { list: [...value, { index: 7 }] })).toMatchObject([{ keyword: "uniqueItems" }]);
  });

  test("ten thousand names in the schema, 300 000 objects in the event", () => {
    const properties = Object.fromEntries(list(10_000, (index) => [`p${index}`, { type: "string" }]));
    const objects: JsonObject[] = list(300_000, () => ({}));
    expect(judge(items({ properties }), { list: objects })).toEqual([]);
    expect(judge(items({ properties }), { list: [...objects, { other: 1, p9999: 1 }] })).toMatchObject([
      { pointer: "/payload/list/300000/p9999" },
    ]);
  });

  test("two thousand UUIDs by an expression", () => {
    const schema = items({ pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" });
    const uuid = "018f0000-0000-7000-8000-00000000000a";
    expect(judge(schema, { list: list(2_000, () => uuid) })).toEqual([]);
  });
});

describe("what costs more than an event may is never said to be wrong for another reason", () => {
  test("an explanation that takes more work than is allowed", () => {
    const list500 = list(500_000, (index) => (index === 499_999 ? "x" : 1));
    const numbers = (more: JsonObject) => ({ items: { type: "number", minimum: 0, ...more } });
    const schema = { properties: { list: { anyOf: [numbers({}), numbers({ maximum: 9 })] } } };
    expect(judge(schema, { list: list500 })).toEqual([
      expect.objectContaining({
        pointer: "/payload",
        message: expect.stringContaining("too large to say where"),
      }),
    ]);
  });
});

describe("an event with any number of faults has as many violations as are shown", () => {
  test.each([
    ["by the schema of the items", { type: "string" }],
    ["by a reference", { $ref: "#/properties/other" }],
    [
      "by one of several shapes",
      { anyOf: [{ type: "string" }, { type: "null" }, { required: ["a"], type: "object" }] },
    ],
  ])("half a million wrong items, %s", (_, schema) => {
    const document = { properties: { list: { items: schema }, other: { type: "string", minLength: 2 } } };
    const violations = judge(document, { list: list(500_000, (index) => index) });
    expect(violations).toHaveLength(MAX_VIOLATIONS);
    expect(violations[0]).toMatchObject({ pointer: "/payload/list/0", keyword: "type" });
  });
});

describe("an event that would take too much work is refused, and says so", () => {
  test("a schema that doubles at each level of the event", () => {
    const schema = {
      $ref: "#/$defs/a",
      $defs: {
        a: {
          allOf: [{ properties: { x: { $ref: "#/$defs/a" } } }],
          properties: { x: { $ref: "#/$defs/a" } },
        },
      },
    };
    expect(judge(schema, nested(60, {}))).toEqual(TOO_COSTLY);
  });

  test("unevaluated members within alternatives within unevaluated members", () => {
    const branch = { properties: { x: { $ref: "#/$defs/n" } }, unevaluatedProperties: false };
    const schema = {
      $ref: "#/$defs/n",
      $defs: { n: { anyOf: [branch, branch], unevaluatedProperties: false } },
    };
    expect(judge(schema, nested(60, { y: 1 }))).toEqual(TOO_COSTLY);
  });

  test.each([
    ["one long text", { properties: { list: { pattern: "(x|y)*x(x|y){500}c$" } } }, scrambled(900_000)],
    ["many short ones", items({ not: { pattern: "(x|y)*x(x|y){500}z" } }), list(900, () => scrambled(1_000))],
  ])("an expression with too many states, on %s", (_, schema, value) => {
    expect(judge(schema, { list: value })).toEqual(TOO_COSTLY);
  });

  test("a long text measured by two hundred limits", () => {
    const schema = { properties: { list: { allOf: list(200, () => ({ minLength: 600_000 })) } } };
    expect(judge(schema, { list: "a".repeat(1_000_000) })).toEqual(TOO_COSTLY);
  });

  test("the alternative to a schema that is too costly is not taken for granted", () => {
    const $defs = {
      a: { allOf: [{ properties: { x: { $ref: "#/$defs/a" } } }], properties: { x: { $ref: "#/$defs/a" } } },
    };
    for (const schema of [{ not: { $ref: "#/$defs/a" } }, { anyOf: [{ $ref: "#/$defs/a" }, true] }]) {
      expect(judge({ ...schema, $defs }, nested(60, {}))).toEqual(TOO_COSTLY);
    }
  });
});

describe("names that objects inherit are names like others", () => {
  test.each(["valueOf", "toString", "constructor", "hasOwnProperty", "then", "toJSON"])("%s", (name) => {
    const value = { [name]: 1 };
    expect(
      judge({ properties: { list: { uniqueItems: true } } }, { list: [value, { ...value }] }),
    ).toMatchObject([{ keyword: "uniqueItems" }]);
    expect(judge({ properties: { list: { enum: [value] } } }, { list: { ...value } })).toEqual([]);
    expect(judge({ properties: { list: { required: [name] } } }, { list: {} })).toMatchObject([
      { pointer: `/payload/list/${name}`, keyword: "required" },
    ]);
    expect(judge({ properties: { list: { additionalProperties: false } } }, { list: value })).toHaveLength(1);
  });
});

describe("a nested quantifier costs what any expression costs", () => {
  test("^(a+)+$ on a text that nearly matches", () => {
    const violations = judge(
      { properties: { list: { pattern: "^(a+)+$" } } },
      { list: `${"a".repeat(100_000)}!` },
    );
    expect(violations).toMatchObject([{ keyword: "pattern" }]);
  });
});
