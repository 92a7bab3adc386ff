import { describe, expect, test } from "vitest";
import { compilePattern } from "./compile.ts";
import { patternSchema, storedPatternSchema } from "./schema.ts";

/** `path: message` of every issue. */
function issuesOf(input: unknown): string[] {
  const { error } = patternSchema.safeParse(input);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const pattern = (change: object) => ({ type: "exact", value: "invoice.created", filters: [], ...change });
const filterWith = (change: object) => ({
  field: "$.payload.amount",
  operator: "equals",
  value: 1,
  ...change,
});
const withFilter = (change: object) => pattern({ filters: [filterWith(change)] });
const withGroup = (changes: object[]) => pattern({ filters: [{ any_of: changes.map(filterWith) }] });

describe("accepts", () => {
  test("the specification's pattern", () => {
    const input = {
      type: "prefix",
      value: "invoice.",
      filters: [{ field: "$.payload.field", operator: "contains", value: "any" }],
    };
    expect(patternSchema.parse(input)).toEqual(input);
  });

  test("no filters as an empty list", () => {
    expect(patternSchema.parse({ type: "exact", value: "a" })).toEqual({
      type: "exact",
      value: "a",
      filters: [],
    });
  });

  test.each([
    [null],
    [false],
    [""],
    [[1, { a: "b" }]],
    [{ __proto__: null, a: 1 }],
    [9007199254740991],
    [0.1],
  ])("%j as a value to equal", (value) => {
    expect(issuesOf(withFilter({ value }))).toEqual([]);
  });

  test.each([[0], [-1.5], [1e300], ["2024-03-15"], ["2024-03-15T10:00:00+01:00"]])(
    "%j as a bound",
    (value) => {
      expect(issuesOf(withFilter({ operator: "gt", value }))).toEqual([]);
    },
  );
});

describe("accepts with the operators beyond the specification's", () => {
  test.each<[string, unknown]>([
    ["not_equals", null],
    ["in", [1]],
    ["in", Array.from({ length: 200 }, (_, index) => index)],
    ["in", [null, "a", { b: [1] }]],
    ["exists", true],
    ["exists", false],
    ["gte", 1e300],
    ["lte", "2024-03-15"],
    ["between", [1, 1]],
    ["between", ["2024-03-15T10:00:00Z", "2024-03-15T11:00:00Z"]],
    ["starts_with", ""],
    ["ends_with", "x"],
  ])("%s %j", (operator, value) => {
    expect(issuesOf(withFilter({ operator, value }))).toEqual([]);
  });

  test("a group beside a filter", () => {
    const filter = { field: "$.payload.a", operator: "equals", value: 1 };
    const input = pattern({ filters: [filter, { any_of: [filter, { ...filter, operator: "gt" }] }] });
    expect(patternSchema.parse(input)).toEqual(input);
  });

  test("20 filters, those of groups included", () => {
    const filter = { field: "$.payload.a", operator: "equals", value: 1 };
    const filters = [filter, { any_of: Array.from({ length: 19 }, () => filter) }];
    expect(issuesOf(pattern({ filters }))).toEqual([]);
  });
});

describe("refuses at the field that is wrong", () => {
  test.each<[string, unknown, RegExp]>([
    [
      "an unknown type",
      pattern({ type: "glob" }),
      /^type: A pattern's type is one of exact, prefix, regex\.$/,
    ],
    ["no value", { type: "exact", filters: [] }, /^value: Give an event name/],
    ["an empty name", pattern({ value: "" }), /^value: Give an event name/],
    ["an empty prefix", pattern({ type: "prefix", value: "" }), /^value: Give an event name/],
    ["a name of 256 characters", pattern({ value: "a".repeat(256) }), /^value: .*at most 255/],
    ["a name with a space", pattern({ value: "invoice created" }), /^value: .*no spaces/],
    ["a name with U+0000", pattern({ value: "a\u0000" }), /^value: .*no invisible/],
    ["a name with a bidirectional override", pattern({ value: "a\u202eb" }), /^value: .*no invisible/],
    ["an empty regex", pattern({ type: "regex", value: "" }), /^value: .*every event, write \^/],
    [
      "a regex of 1001 characters",
      pattern({ type: "regex", value: "a".repeat(1_001) }),
      /^value: .*at most 1000/,
    ],
    [
      "a regex with U+0000",
      pattern({ type: "regex", value: "a\u0000b" }),
      /^value: The expression holds .*U\+0000.*no event/,
    ],
    [
      "a regex with half a pair",
      pattern({ type: "regex", value: "a\ud800b" }),
      /^value: .*half of a surrogate/,
    ],
    [
      "half a pair in a path",
      withFilter({ field: "$.payload.\ud800" }),
      /^filters\.0\.field: .*half of a surrogate/,
    ],
    ["a regex that does not close", pattern({ type: "regex", value: "(a" }), /^value: .*missing closing \)/],
    ["look-ahead", pattern({ type: "regex", value: "a(?=b)" }), /^value: .*Look-ahead and look-behind/],
    ["look-behind", pattern({ type: "regex", value: "(?<!a)b" }), /^value: .*Look-ahead and look-behind/],
    [
      "a back-reference",
      pattern({ type: "regex", value: "(a)\\1" }),
      /^value: .*invalid escape sequence: `\\1`/,
    ],
    [
      "a regex that grows",
      pattern({ type: "regex", value: "x{1000}".repeat(140) }),
      /^value: .*repeats too much/,
    ],
    [
      "a regex that compiles large",
      pattern({ type: "regex", value: "(?:ab){999}c{99}" }),
      /^value: .*instructions/,
    ],
    ["a field of another name", pattern({ filter: [] }), /^: .*filter/],
    [
      "21 filters",
      pattern({ filters: Array.from({ length: 21 }, () => withFilter({}).filters).flat() }),
      /^filters: .*at most 20/,
    ],
    [
      "an unknown operator",
      withFilter({ operator: "like" }),
      /^filters\.0\.operator: An operator is one of equals/,
    ],
    ["no field", withFilter({ field: undefined }), /^filters\.0\.field: Give a path/],
    ["a wrong path", withFilter({ field: "payload" }), /^filters\.0\.field: A path begins with \$/],
    ["no value of a filter", withFilter({ value: undefined }), /^filters\.0\.value: Give a value/],
    ["NaN", withFilter({ value: Number.NaN }), /^filters\.0\.value: Give a value/],
    [
      "a value of 4001 characters",
      withFilter({ value: "a".repeat(4_001) }),
      /^filters\.0\.value: .*at most 4000/,
    ],
    [
      "a value that nests 17 levels",
      withFilter({ value: JSON.parse("[".repeat(17) + "]".repeat(17)) }),
      /^filters\.0\.value: Give a value/,
    ],
    ["U+0000 in a value", withFilter({ value: ["\u0000"] }), /^filters\.0\.value: .*U\+0000/],
    [
      "half a pair in a value's key",
      withFilter({ value: { "\ud800": 1 } }),
      /^filters\.0\.value: .*half of a surrogate/,
    ],
    ["a number beyond 2^53", withFilter({ value: 9007199254740992 }), /^filters\.0\.value: .*as a string/],
    [
      "one inside a value",
      withFilter({ operator: "contains", value: { a: [-1e20] } }),
      /^filters\.0\.value: .*as a string/,
    ],
    [
      "a string of digits as bound",
      withFilter({ operator: "gt", value: "5" }),
      /^filters\.0\.value: gt compares/,
    ],
    ["null as bound", withFilter({ operator: "lt", value: null }), /^filters\.0\.value: lt compares/],
    [
      "30 February as bound",
      withFilter({ operator: "lt", value: "2024-02-30" }),
      /^filters\.0\.value: lt compares/,
    ],
    [
      "not_equals a number beyond 2^53",
      withFilter({ operator: "not_equals", value: 2 ** 53 }),
      /^filters\.0\.value: .*as a string/,
    ],
    ["in without a list", withFilter({ operator: "in", value: "a" }), /^filters\.0\.value: in takes a list/],
    ["in an empty list", withFilter({ operator: "in", value: [] }), /^filters\.0\.value: .*1 to 200/],
    [
      "in 201 values",
      withFilter({ operator: "in", value: Array.from({ length: 201 }, () => 1) }),
      /^filters\.0\.value: .*1 to 200/,
    ],
    [
      "in a number beyond 2^53",
      withFilter({ operator: "in", value: [1, 2 ** 53] }),
      /^filters\.0\.value: .*as a string/,
    ],
    [
      "exists with text",
      withFilter({ operator: "exists", value: "true" }),
      /^filters\.0\.value: exists takes true/,
    ],
    [
      "gte with words",
      withFilter({ operator: "gte", value: "zebra" }),
      /^filters\.0\.value: gte compares with/,
    ],
    ["lte with null", withFilter({ operator: "lte", value: null }), /^filters\.0\.value: lte compares with/],
    [
      "between one number",
      withFilter({ operator: "between", value: 5 }),
      /^filters\.0\.value: between takes/,
    ],
    [
      "between three numbers",
      withFilter({ operator: "between", value: [1, 2, 3] }),
      /^filters\.0\.value: between takes/,
    ],
    [
      "between a number and a timestamp",
      withFilter({ operator: "between", value: [1, "2024-03-15"] }),
      /^filters\.0\.value: between takes/,
    ],
    [
      "between bounds in the wrong order",
      withFilter({ operator: "between", value: ["2024-03-15T10:00:00Z", "2024-03-15T10:30:00+01:00"] }),
      /^filters\.0\.value: .*lower one first/,
    ],
    [
      "starts_with a number",
      withFilter({ operator: "starts_with", value: 5 }),
      /^filters\.0\.value: starts_with/,
    ],
    ["ends_with null", withFilter({ operator: "ends_with", value: null }), /^filters\.0\.value: ends_with/],
    ["an empty group", withGroup([]), /^filters\.0\.any_of: .*at least one/],
    [
      "a group that is no list",
      pattern({ filters: [{ any_of: 1 }] }),
      /^filters\.0\.any_of: any_of takes a list/,
    ],
    [
      "a wrong value in a group",
      withGroup([{}, { operator: "between" }]),
      /^filters\.0\.any_of\.1\.value: between takes/,
    ],
    [
      "a wrong path in a group",
      withGroup([{ field: "payload" }]),
      /^filters\.0\.any_of\.0\.field: A path begins with \$/,
    ],
    [
      "a group in a group",
      pattern({ filters: [{ any_of: [{ any_of: [] }] }] }),
      /^filters\.0\.any_of\.0\.operator: A group holds filters/,
    ],
    [
      "a group with a field of its own",
      pattern({ filters: [{ any_of: [filterWith({})], field: "$.payload.a" }] }),
      /^filters\.0: .*"field"/,
    ],
    [
      "a group of 21 filters",
      withGroup(Array.from({ length: 21 }, () => ({}))),
      /^filters\.0\.any_of: .*at most 20/,
    ],
    [
      "21 filters in two groups",
      pattern({
        filters: [10, 11].map((length) => ({ any_of: Array.from({ length }, () => filterWith({})) })),
      }),
      /^filters: .*at most 20/,
    ],
    ["a filter that is text", pattern({ filters: ["$.payload.a"] }), /^filters\.0: A filter is an object/],
  ])("%s", (_, input, issue) => {
    expect(issuesOf(input)).toEqual([expect.stringMatching(issue)]);
  });

  test("every wrong field at once", () => {
    const input = pattern({ value: "", filters: [{ field: "x", operator: "gt", value: null }] });
    expect(issuesOf(input).map((issue) => issue.split(":")[0])).toEqual([
      "value",
      "filters.0.field",
      "filters.0.value",
    ]);
  });
});

test("a stored pattern's expression is not compiled by its check, and all else is checked", () => {
  expect(storedPatternSchema.safeParse(pattern({ type: "regex", value: "(" })).success).toBe(true);
  for (const value of ["", "a".repeat(1_001), "a\u0000"]) {
    expect(storedPatternSchema.safeParse(pattern({ type: "regex", value })).success).toBe(false);
  }
  expect(storedPatternSchema.safeParse(pattern({ value: "two words" })).success).toBe(false);
  expect(storedPatternSchema.safeParse(withFilter({ field: "payload" })).success).toBe(false);
});

test("a stored pattern that no longer compiles is refused with its issues, not thrown", () => {
  const stored = {
    type: "regex",
    value: "(",
    filters: [{ field: "$.x", operator: "gt", value: 1 }],
  } as const;
  expect(compilePattern(stored)).toMatchObject({
    outcome: "refused",
    issues: [{ path: ["value"] }, { path: ["filters", 0, "field"] }],
  });
});

test("a stored group that no longer compiles is refused at its filter", () => {
  const wrong = { field: "$.x", operator: "gt", value: 1 } as const;
  const stored = {
    type: "exact",
    value: "a",
    filters: [{ any_of: [{ ...wrong, field: "$.payload.x" }, wrong] }],
  } as const;
  expect(compilePattern(stored)).toMatchObject({
    outcome: "refused",
    issues: [{ path: ["filters", 0, "any_of", 1, "field"] }],
  });
});
