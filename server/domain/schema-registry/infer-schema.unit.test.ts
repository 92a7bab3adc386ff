import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { githubPayloads } from "#e2e/demo/github-payloads.ts";
import { parseJson } from "#schemas/json/parse.ts";
import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import { compileSchema } from "../validation/compile-schema.ts";
import { guardSchema } from "../validation/guard-schema.ts";
import { SchemaInference } from "./infer-schema.ts";

function infer(payloads: readonly JsonValue[]): JsonObject {
  const inference = new SchemaInference();
  for (const payload of payloads) inference.add(payload);
  return inference.schema();
}

function refusedBy(schema: JsonObject, payloads: readonly JsonValue[]): JsonValue[] {
  const compiled = compileSchema(schema, "2020-12");
  if (compiled.outcome === "refused") throw new Error(JSON.stringify(compiled.issues));
  return payloads.filter((payload) => compiled.validate(payload).length > 0);
}

const inferred = (values: readonly JsonValue[]) => {
  const { $schema: _, ...schema } = infer(values);
  return schema;
};
const times = <T>(count: number, value: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => value(index));

describe("what payloads have in common", () => {
  test("types, members that are always there, and those that are not", () => {
    expect(
      inferred([
        { id: "a", total: 1, paid: true },
        { id: "b", total: 1.5, note: null },
        { id: "c", total: 2, note: "x" },
      ]),
    ).toEqual({
      type: "object",
      properties: {
        id: { type: "string" },
        total: { type: "number" },
        paid: { type: "boolean" },
        note: { type: ["null", "string"] },
      },
      required: ["id", "total"],
    });
  });

  test("whole numbers, items, and values of several types", () => {
    expect(inferred([{ a: [1, 2] }, { a: [] }, { a: "none" }])).toEqual({
      type: "object",
      properties: { a: { type: ["array", "string"], items: { type: "integer" } } },
      required: ["a"],
    });
  });

  test.each([
    ["date-time", "2024-03-15T10:00:00Z"],
    ["date", "2024-03-15"],
    ["uuid", "018f0000-0000-7000-8000-000000000000"],
    ["email", "a@example.com"],
    ["uri", "https://example.com/a?b"],
  ])("a format that all texts have: %s", (format, text) => {
    expect(inferred([text, text, text])).toEqual({ type: "string", format });
    expect(inferred([text, text])).toEqual({ type: "string" });
    expect(inferred([text, text, text, "something else"])).toEqual({ type: "string" });
  });

  test("what looks like a URI and has no authority is a text", () => {
    expect(inferred(["order:1", "order:2", "order:3"])).toEqual({ type: "string" });
  });

  test("few short texts that come again and again are a list", () => {
    expect(inferred(times(40, (index) => ["open", "paid", "void"][index % 3] ?? ""))).toEqual({
      type: "string",
      enum: ["open", "paid", "void"],
    });
  });

  test.each([
    ["not enough of them", times(15, (index) => ["open", "paid"][index % 2] ?? "")],
    ["one that came once", [...times(40, () => "open"), "paid"]],
    ["too many", times(400, (index) => `state ${index % 20}`)],
    ["too long", times(40, () => "x".repeat(41))],
    ["nulls among them", times(40, (index) => (index % 2 === 0 ? null : "open"))],
  ])("no list of texts: %s", (_, values) => {
    expect(inferred(values)).not.toHaveProperty("enum");
  });

  test("an object with ever new names is a map", () => {
    const payloads = times(50, (index) => ({
      prices: { [`sku-${index}`]: index, [`sku-${index + 100}`]: 0.5 },
    }));
    expect(inferred(payloads)).toEqual({
      type: "object",
      properties: { prices: { type: "object", additionalProperties: { type: "number" } } },
      required: ["prices"],
    });
  });

  test("what it keeps is bounded: 100 000 names, 60 levels", () => {
    const wide: JsonObject = Object.fromEntries(times(100_000, (index) => [`n${index}`, index]));
    expect(inferred([wide])).toEqual({ type: "object", additionalProperties: { type: "integer" } });
    const deep = times(60, () => 0).reduce<JsonValue>((a) => ({ a }), "end");
    expect(JSON.stringify(infer([deep])).length).toBeLessThan(2_000);
    expect(refusedBy(infer([deep]), [deep])).toEqual([]);
  });

  test("what it keeps is bounded: ever new names at every level", () => {
    const member = (index: number) =>
      Object.fromEntries(
        times(60, (inner) => [`n${(inner * (index + 1)) % 190}`, { [`x${index}`]: [inner] }]),
      );
    const payloads = times(40, (index) =>
      Object.fromEntries(times(60, (outer) => [`n${outer}`, member(index)])),
    );
    const schema = infer(payloads);
    expect(refusedBy(schema, payloads)).toEqual([]);
    expect(guardSchema(JSON.stringify(schema))).toMatchObject({ outcome: "accepted" });
  });

  test("names that objects inherit are names", () => {
    const payload = parseJson('{"__proto__":{"a":1},"constructor":2,"toString":"x"}');
    const schema = infer([payload]);
    expect(refusedBy(schema, [payload])).toEqual([]);
    expect(schema.required).toEqual(["__proto__", "constructor", "toString"]);
  });
});

describe("every payload conforms to what is inferred from it", () => {
  test("random payloads", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("open", "paid", "2024-03-15", "a@example.com"));
    const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: "medium" },
        fc.constant(null),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer(),
        text,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.constantFrom("a", "b", "c"), fc.string()), tie("value"), {
          maxKeys: 5,
          noNullPrototype: true,
        }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (payloads) => {
        expect(refusedBy(infer(payloads), payloads)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("GitHub's payloads, each event's together and all as one; the schema passes the guard", () => {
    const byEvent = Map.groupBy(githubPayloads(), ({ event }) => event);
    for (const [event, group] of [...byEvent, ["all", githubPayloads()] as const]) {
      const payloads = group.map(({ body }) => parseJson(body));
      const schema = infer(payloads);
      expect([event, refusedBy(schema, payloads)]).toEqual([event, []]);
      expect(guardSchema(JSON.stringify(schema))).toMatchObject({ outcome: "accepted", warnings: [] });
    }
  });
});
