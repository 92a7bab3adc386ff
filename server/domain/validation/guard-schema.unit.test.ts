import { describe, expect, test } from "vitest";
import { githubSchemas } from "#e2e/support/github-schemas.ts";
import { MAX_SCHEMA_CHARACTERS } from "#schemas/event-schema.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { guardSchema } from "./guard-schema.ts";
import { MAX_ISSUES, MAX_SUBSCHEMAS } from "./schema-limits.ts";

/** What the worst text may take on a slow and busy machine. */
const MAX_MS = 10_000;

const list = <T>(length: number, item: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => item(index));
const map = (length: number, item: (index: number) => JsonObject): JsonObject =>
  Object.fromEntries(list(length, (index) => [`d${index}`, item(index)]));

function doubling(times: number): JsonObject {
  const $defs = map(times, (index) => {
    return { allOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] };
  });
  return { $ref: "#/$defs/d0", $defs: { ...$defs, [`d${times}`]: { type: "string" } } };
}

function issuesOf(schema: unknown): readonly { pointer: string; message: string }[] {
  const startedMs = performance.now();
  const guard = guardSchema(typeof schema === "string" ? schema : JSON.stringify(schema));
  expect(performance.now() - startedMs).toBeLessThan(MAX_MS);
  return guard.outcome === "refused" ? guard.issues : [];
}

describe("the dialect", () => {
  test.each([
    ["http://json-schema.org/draft-07/schema#", "draft-07"],
    ["http://json-schema.org/draft-07/schema", "draft-07"],
    ["https://json-schema.org/draft-07/schema#", "draft-07"],
    ["https://json-schema.org/draft/2020-12/schema", "2020-12"],
    ["https://json-schema.org/draft/2020-12/schema#", "2020-12"],
  ])("%s is %s", ($schema, dialect) => {
    expect(guardSchema(JSON.stringify({ $schema }))).toMatchObject({ outcome: "accepted", dialect });
  });

  test("a document that names none is of 2020-12", () => {
    expect(guardSchema("true")).toMatchObject({ outcome: "accepted", dialect: "2020-12" });
  });

  test.each([
    "http://json-schema.org/draft-04/schema#",
    "https://json-schema.org/draft/2019-09/schema",
    "http://json-schema.org/schema#",
    "",
    "constructor",
    7,
    null,
  ])("%j is refused", ($schema) => {
    expect(issuesOf({ $schema })).toEqual([
      { pointer: "/$schema", message: expect.stringContaining("not known") },
    ]);
  });

  test("a schema within the document may not be of another", () => {
    expect(
      issuesOf({ $defs: { a: { $id: "a", $schema: "http://json-schema.org/draft-07/schema#" } } }),
    ).toEqual([{ pointer: "/$defs/a/$schema", message: expect.stringContaining("one dialect") }]);
  });
});

describe("what is no schema is refused, with a pointer", () => {
  test.each([
    ["no JSON", "{", ""],
    ["a number", "5", ""],
    ["a list", "[]", ""],
    ["null", "null", ""],
    ["a key twice", '{"type":"string","type":"number"}', "/type"],
    ["an unknown type", { type: "text" }, "/type"],
    ["a type twice", { type: ["string", "string"] }, "/type"],
    ["no type", { type: [] }, "/type"],
    ["a length that is none", { properties: { a: { maxLength: -1 } } }, "/properties/a/maxLength"],
    ["a fraction of an item", { minItems: 1.5 }, "/minItems"],
    ["draft-04's exclusiveMinimum", { exclusiveMinimum: true }, "/exclusiveMinimum"],
    ["a name required twice", { required: ["a", "a"] }, "/required"],
    ["draft-03's required", { properties: { a: { required: true } } }, "/properties/a/required"],
    ["a member's schema that is a text", { properties: { "a/b": "string" } }, "/properties/a~1b"],
    ["no alternatives", { anyOf: [] }, "/anyOf"],
    ["draft-07's items in 2020-12", { items: [{}] }, "/items"],
    ["a divisor of nothing", { multipleOf: 0 }, "/multipleOf"],
    ["a format that is a number", { format: 1 }, "/format"],
    ["an enum that is a text", { enum: "a" }, "/enum"],
    ["a wrong schema that nothing refers to", { $defs: { a: { type: 1 } } }, "/$defs/a/type"],
  ])("%s", (_, schema, pointer) => {
    expect(issuesOf(schema)).toMatchObject([{ pointer }]);
  });

  test("everything that is wrong is said at once, up to a limit", () => {
    expect(issuesOf({ type: "a", required: 1, allOf: 1 })).toHaveLength(3);
    expect(issuesOf({ $defs: map(1_000, () => ({ type: "a" })) })).toHaveLength(MAX_ISSUES);
  });
});

describe("references stay in the document", () => {
  test.each([
    ["another site", "https://example.com/schema.json"],
    ["the local network", "http://169.254.169.254/latest"],
    ["a file", "file:///etc/passwd"],
    ["a neighbour", "other.json"],
    ["a meta-schema", "https://json-schema.org/draft/2020-12/schema"],
    ["nowhere", "#/$defs/nothing"],
    ["no anchor", "#nothing"],
    ["what is no schema", "#/$defs/a/description"],
    ["what objects inherit", "#/$defs/constructor"],
    ["no URI", "http://["],
  ])("to %s: refused", (_, $ref) => {
    const schema = { $defs: { a: { description: "text" } }, properties: { b: { $ref } } };
    expect(issuesOf(schema)).toMatchObject([{ pointer: "/properties/b/$ref" }]);
  });

  test("by an $id that another site has, within the document: allowed", () => {
    const schema = {
      $id: "https://example.com/order.json",
      properties: { a: { $ref: "money.json" }, b: { $ref: "#/properties/a" } },
      $defs: { money: { $id: "money.json", type: "number" } },
    };
    expect(issuesOf(schema)).toEqual([]);
  });

  test.each([
    ["two schemas with one $id", { $defs: { a: { $id: "x" }, b: { $id: "x" } } }, "/$defs/b/$id"],
    [
      "two schemas with one anchor",
      { $defs: { a: { $anchor: "x" }, b: { $anchor: "x" } } },
      "/$defs/b/$anchor",
    ],
    ["an $id that is no URI", { $id: "http://[" }, "/$id"],
    ["an $id with a fragment", { $id: "http://example.com/a#b" }, "/$id"],
    ["an $id that is a number", { $id: 5 }, "/$id"],
  ])("%s: refused", (_, schema, pointer) => {
    expect(issuesOf(schema)).toMatchObject([{ pointer }]);
  });

  test("text in $id and in names is text, never code", () => {
    const tricky = "*/globalThis.broken=1;/*";
    const schema = {
      $id: encodeURI(tricky),
      properties: { [tricky]: { const: tricky }, __proto__: { type: "string" } },
    };
    expect(issuesOf(schema)).toEqual([]);
    expect(Object.hasOwn(globalThis, "broken")).toBe(false);
  });
});

describe("schemas that would never end are refused", () => {
  test.each([
    ["a reference to itself", { $ref: "#" }],
    ["by way of allOf", { allOf: [{ anyOf: [{ $ref: "#/allOf/0" }] }] }],
    ["by way of if", { if: { else: true, if: { $ref: "#/if" } } }],
    ["two that take turns", { $defs: { a: { $ref: "#/$defs/b" }, b: { not: { $ref: "#/$defs/a" } } } }],
    ["by a dynamic reference", { $dynamicAnchor: "me", $dynamicRef: "#me" }],
    ["by a member that must be there", { dependentSchemas: { a: { $ref: "#" } } }],
  ])("%s", (_, schema) => {
    expect(issuesOf(schema)).toMatchObject([{ message: expect.stringContaining("without end") }]);
  });

  test("a tree refers to itself by its members, and ends with the event", () => {
    expect(issuesOf({ properties: { left: { $ref: "#" }, right: { $ref: "#" } } })).toEqual([]);
  });
});

describe("size is bounded", () => {
  test.each([
    ["5 MB", { description: "x".repeat(5_000_000) }, `longer than ${MAX_SCHEMA_CHARACTERS}`],
    ["100 000 brackets", "[".repeat(100_000), "nests deeper"],
    [
      "a schema in a schema, 200 times",
      list(200, () => 0).reduce<JsonObject>((not) => ({ not }), {}),
      "nests deeper",
    ],
    [
      "too many schemas",
      { $defs: { a: { allOf: list(MAX_SUBSCHEMAS + 1, () => ({})) } } },
      `more than ${MAX_SUBSCHEMAS}`,
    ],
    [
      "a chain of references",
      { $defs: { ...map(15_000, (index) => ({ $ref: `#/$defs/d${index + 1}` })), d15000: {} } },
      "lead from one",
    ],
    ["references that double forty times", doubling(40), "multiply"],
    [
      "dynamic anchors",
      {
        $defs: map(5_000, (index) => ({
          $id: `u${index}`,
          $dynamicAnchor: "a",
          items: { $dynamicRef: "#a" },
        })),
      },
      "dynamic anchors",
    ],
    ["100 000 types", { type: list(100_000, () => "string") }, "type must be"],
  ])("%s", (_, schema, message) => {
    expect(issuesOf(schema)[0]?.message).toContain(message);
  });

  test("the largest document that is allowed takes seconds at most", () => {
    expect(
      issuesOf({ properties: map(12_000, () => ({ type: "string", maxLength: 50, format: "email" })) }),
    ).toEqual([]);
    expect(issuesOf({ properties: map(15_000, (index) => ({ $id: `u${index}`, $anchor: "a" })) })).toEqual(
      [],
    );
  });

  test("GitHub's schemas fit, each by itself", () => {
    for (const { document } of githubSchemas()) expect(issuesOf(document)).toEqual([]);
  });
});

describe("regular expressions are linear or refused", () => {
  test.each([
    ["look-ahead", "^(?=.*a).*$", "look-ahead"],
    ["look-behind", "(?<!a)b", "look-ahead"],
    ["a back-reference", "(a)\\1", "invalid escape"],
    ["a counted repetition of counted repetitions", "((a{100}){100}){100}", "repeat"],
    ["more characters than allowed", "a".repeat(1_001), "longer than"],
    ["one that does not close", "(a", "missing"],
    ["RE2's own escapes", "\\Aa\\z", "invalid escape"],
  ])("%s", (_, pattern, message) => {
    expect(issuesOf({ properties: { a: { pattern } } })).toEqual([
      { pointer: "/properties/a/pattern", message: expect.stringContaining(message) },
    ]);
    expect(issuesOf({ patternProperties: { [pattern]: {} } })).toMatchObject([
      { message: expect.stringContaining(message) },
    ]);
  });

  test("thousands of dear ones: the work is bounded", () => {
    const issues = issuesOf({
      patternProperties: Object.fromEntries(list(3_000, (index) => [`(a|b|c){500}${index}`, {}])),
    });
    expect(issues.at(-1)?.message).toContain("together");
  });
});

describe("what says nothing is told to the author", () => {
  test.each([
    ["a misspelt keyword", { propertys: {} }, "/propertys"],
    ["a keyword of another dialect", { additionalItems: {} }, "/additionalItems"],
    ["$data, which is not honoured", { maximum: 5, $data: "1/a" }, "/$data"],
    ["a format that is not known", { format: "phone" }, "/format"],
    [
      "what stands beside $ref in draft-07",
      {
        $schema: "http://json-schema.org/draft-07/schema#",
        $ref: "#/definitions/a",
        type: "string",
        definitions: { a: {} },
      },
      "/type",
    ],
  ])("%s", (_, schema, pointer) => {
    expect(guardSchema(JSON.stringify(schema))).toMatchObject({
      outcome: "accepted",
      warnings: [{ pointer }],
    });
  });

  test("$data in the place of a value is refused", () => {
    expect(issuesOf({ properties: { a: { maximum: { $data: "1/b" } } } })).toMatchObject([
      { pointer: "/properties/a/maximum" },
    ]);
  });
});
