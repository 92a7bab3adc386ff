import { describe, expect, test } from "vitest";
import type { Envelope } from "../envelope.ts";
import type { JsonObject } from "../json/value.ts";
import { compilePattern } from "./compile.ts";
import { explain } from "./explain.ts";
import { patternSchema } from "./schema.ts";

function event(payload: JsonObject): Envelope {
  return {
    eventId: "evt_1",
    pattern: "invoice.created",
    version: "1.0",
    source: { type: "external", id: "shop" },
    timestamp: "2024-03-15T10:00:00Z",
    payload,
    metadata: {},
  };
}

function explained(pattern: object, payload: JsonObject) {
  const result = compilePattern(patternSchema.parse(pattern));
  if (result.outcome === "refused") throw new Error(JSON.stringify(result.issues));
  return explain(result.compiled, event(payload));
}

function message(field: string, operator: string, value: unknown, payload: JsonObject) {
  const explanation = explained(
    { type: "prefix", value: "invoice.", filters: [{ field, operator, value }] },
    payload,
  );
  return explanation.outcome === "matched" ? "matched" : explanation.message;
}

describe("the sentence", () => {
  test.each([
    ["exact", "order.paid", 'The event\'s name "invoice.created" is not "order.paid".'],
    ["prefix", "order.", 'The event\'s name "invoice.created" does not begin with "order.".'],
    ["regex", "^o", 'The event\'s name "invoice.created" does not match the regular expression "^o".'],
  ])("for a name of type %s", (type, value, expected) => {
    expect(explained({ type, value }, {})).toEqual({
      outcome: "unmatched",
      clause: "name",
      field: "$.pattern",
      operator: type,
      expected: value,
      actual: "invoice.created",
      reason: "name_differs",
      message: expected,
    });
  });

  test.each<[string, string, unknown, JsonObject, string]>([
    ["$.payload.a", "equals", 1, {}, "The event has nothing at $.payload.a."],
    ["$.payload.a", "equals", 1, { a: 2 }, "$.payload.a is the number 2, not 1."],
    [
      "$.payload.a",
      "equals",
      1,
      { a: null },
      "$.payload.a is null; equals 1 compares values of one type and converts nothing.",
    ],
    [
      "$.payload.a",
      "contains",
      "x",
      { a: "yz" },
      '$.payload.a is the string "yz", which does not contain "x".',
    ],
    ["$.payload.a", "gt", 1000, { a: 900 }, "$.payload.a is the number 900, which is not greater than 1000."],
    ["$.payload.a", "lt", 1, { a: 1 }, "$.payload.a is the number 1, which is not less than 1."],
    [
      "$.payload.a",
      "gt",
      1000,
      { a: "1500" },
      '$.payload.a is the string "1500"; gt 1000 compares a number with a number and a timestamp with a timestamp.',
    ],
    [
      "$.payload.a[*]",
      "equals",
      "x",
      { a: ["y", "z"] },
      'None of the 2 values at $.payload.a[*] fits; the first is the string "y", not "x".',
    ],
    ["$.payload.a[*]", "equals", "x", { a: [] }, "The event has nothing at $.payload.a[*]."],
  ])("%s %s %j of %j", (field, operator, value, payload, expected) => {
    expect(message(field, operator, value, payload)).toBe(expected);
  });

  test("quotes long values in part and whole characters", () => {
    const text = message("$.payload.a", "equals", "x", { a: "\u{1f9fe}".repeat(5_000) });
    expect(text.length).toBeLessThan(250);
    expect(text.isWellFormed()).toBe(true);
  });
});

test("names the first filter that fails and what it saw", () => {
  const filters = [
    { field: "$.payload.a", operator: "gt", value: 1 },
    { field: "$.payload.b", operator: "lt", value: 1 },
  ];
  expect(explained({ type: "prefix", value: "invoice.", filters }, { a: 2, b: 3 })).toMatchObject({
    clause: 1,
    field: "$.payload.b",
    operator: "lt",
    expected: 1,
    actual: 3,
    reason: "not_less",
  });
});

test("shows the first few of several nodes", () => {
  const filters = [{ field: "$.payload.list[*]", operator: "equals", value: "x" }];
  const list = Array.from({ length: 100 }, (_, index) => index);
  expect(explained({ type: "prefix", value: "invoice.", filters }, { list })).toMatchObject({
    actual: 0,
    nodes: [0, 1, 2, 3, 4],
    reason: "type_mismatch",
  });
});

test("says when it gave up", () => {
  const filters = [{ field: "$..*..*", operator: "equals", value: "x" }];
  const list = Array.from({ length: 60_000 }, () => 0);
  const explanation = explained({ type: "prefix", value: "invoice.", filters }, { list });
  expect(explanation).toMatchObject({
    reason: "too_many_nodes",
    message: expect.stringContaining("more exact path"),
  });
});
