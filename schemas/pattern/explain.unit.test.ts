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
    ["regex", "^o\\.", 'The event\'s name "invoice.created" does not match the regular expression "^o\\.".'],
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
    ["$.payload.a", "not_equals", 1, { a: 1 }, "$.payload.a holds the number 1, which it must not."],
    [
      "$.payload.a[*]",
      "not_equals",
      "x",
      { a: ["y", "x"] },
      '$.payload.a[*] holds the string "x", which it must not.',
    ],
    [
      "$.payload.a",
      "not_equals",
      1,
      {},
      "The event has nothing at $.payload.a, and not_equals needs a value that differs.",
    ],
    ["$.payload.a", "in", [1, 2], { a: 3 }, "$.payload.a is the number 3, which is not in [1,2]."],
    [
      "$.payload.a",
      "in",
      [1, 2],
      { a: "1" },
      '$.payload.a is the string "1"; in [1,2] compares values of one type and converts nothing.',
    ],
    ["$.payload.a", "exists", true, {}, "The event has nothing at $.payload.a."],
    [
      "$.payload.a",
      "exists",
      false,
      { a: null },
      "$.payload.a holds null, but the filter needs nothing there.",
    ],
    ["$.payload.a", "gte", 5, { a: 4 }, "$.payload.a is the number 4, which is less than 5."],
    ["$.payload.a", "lte", 5, { a: 6 }, "$.payload.a is the number 6, which is greater than 5."],
    [
      "$.payload.a",
      "between",
      [1, 2],
      { a: 3 },
      "$.payload.a is the number 3, which is not between the bounds [1,2].",
    ],
    [
      "$.payload.a",
      "starts_with",
      "x",
      { a: "yx" },
      '$.payload.a is the string "yx", which does not begin with "x".',
    ],
    [
      "$.payload.a",
      "ends_with",
      "x",
      { a: "xy" },
      '$.payload.a is the string "xy", which does not end with "x".',
    ],
    [
      "$.payload.a",
      "ends_with",
      "x",
      { a: 1 },
      '$.payload.a is the number 1; ends_with "x" compares text alone and converts nothing.',
    ],
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

test("says of each filter of a group why it does not hold", () => {
  const currency = { field: "$.payload.currency", operator: "in", value: ["EUR"] };
  const group = { any_of: [{ field: "$.payload.a", operator: "gt", value: 1 }, currency] };
  const first = { field: "$.payload.a", operator: "exists", value: true };
  expect(explained({ type: "prefix", value: "invoice.", filters: [first, group] }, { a: 1 })).toEqual({
    outcome: "unmatched",
    clause: 1,
    operator: "any_of",
    reason: "none_holds",
    message: "None of the 2 filters of the group holds.",
    alternatives: [
      {
        field: "$.payload.a",
        operator: "gt",
        expected: 1,
        actual: 1,
        reason: "not_greater",
        message: "$.payload.a is the number 1, which is not greater than 1.",
      },
      {
        field: "$.payload.currency",
        operator: "in",
        expected: ["EUR"],
        reason: "missing",
        message: "The event has nothing at $.payload.currency.",
      },
    ],
  });
});

test("a group of one filter has a sentence of its own", () => {
  const filters = [{ any_of: [{ field: "$.payload.a", operator: "exists", value: true }] }];
  expect(explained({ type: "prefix", value: "invoice.", filters }, {})).toMatchObject({
    message: "The one filter of the group does not hold.",
  });
});

test("not_equals shows the value that is equal, not the first one", () => {
  const filters = [{ field: "$.payload.list[*]", operator: "not_equals", value: 2 }];
  expect(explained({ type: "prefix", value: "invoice.", filters }, { list: [1, 2, 3] })).toMatchObject({
    actual: 2,
    nodes: [1, 2],
    reason: "equal",
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
