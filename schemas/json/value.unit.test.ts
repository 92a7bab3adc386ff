import { describe, expect, test } from "vitest";
import { isJsonValue, itemOf, kindOf, memberOf } from "./value.ts";

describe("isJsonValue", () => {
  test.each([[null], [true], [0], ["a"], [[1, [2]]], [{ a: { b: null } }], [Object.create(null)]])(
    "accepts %j",
    (value) => {
      expect(isJsonValue(value, 3)).toBe(true);
    },
  );

  test.each([
    [undefined],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1n],
    [new Date(0)],
    [[undefined]],
    [{ a: () => 1 }],
  ])("refuses %s", (value) => {
    expect(isJsonValue(value, 3)).toBe(false);
  });

  test("refuses what nests too deep, cycles included", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(isJsonValue([[[]]], 3)).toBe(true);
    expect(isJsonValue([[[[]]]], 3)).toBe(false);
    expect(isJsonValue(cycle, 64)).toBe(false);
  });
});

test("kindOf names every kind", () => {
  expect([null, true, 1, "a", [], {}].map(kindOf)).toEqual([
    "null",
    "boolean",
    "number",
    "string",
    "array",
    "object",
  ]);
});

test("memberOf and itemOf see only what the value holds itself", () => {
  expect(memberOf({ a: 1 }, "a")).toBe(1);
  expect(memberOf({}, "toString")).toBeUndefined();
  expect(memberOf([1], "length")).toBeUndefined();
  expect(memberOf("text", "length")).toBeUndefined();
  expect(itemOf([1], 0)).toBe(1);
  expect(itemOf({ 0: 1 }, 0)).toBeUndefined();
});
