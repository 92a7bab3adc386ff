import fc from "fast-check";
import { expect, test } from "vitest";
import type { FilterOperator } from "#schemas/pattern/types.ts";
import { readAs, textOfValue, valueOfText } from "./filter-value-text.ts";

test("JSON is read as JSON, anything else as text", () => {
  expect(valueOfText("equals", "42")).toBe(42);
  expect(valueOfText("equals", '"42"')).toBe("42");
  expect(valueOfText("equals", "open")).toBe("open");
  expect(valueOfText("contains", "null")).toBeNull();
  expect(valueOfText("equals", '["a"]')).toEqual(["a"]);
  expect(valueOfText("equals", "")).toBe("");
});

test("a list is what stands between the commas, or JSON", () => {
  expect(valueOfText("in", "EUR, CHF")).toEqual(["EUR", "CHF"]);
  expect(valueOfText("in", "1, two, true")).toEqual([1, "two", true]);
  expect(valueOfText("in", '"a, b", "c"')).toEqual(["a, b", "c"]);
  expect(valueOfText("in", '["EUR","CHF"]')).toEqual(["EUR", "CHF"]);
  expect(valueOfText("between", "10, 20")).toEqual([10, 20]);
  expect(valueOfText("between", "2024-01-01, 2024-12-31T10:00:00Z")).toEqual([
    "2024-01-01",
    "2024-12-31T10:00:00Z",
  ]);
  expect(valueOfText("in", " ")).toEqual([]);
});

test("a beginning and an end are text, quoted or not", () => {
  expect(valueOfText("starts_with", "42")).toBe("42");
  expect(valueOfText("ends_with", "true")).toBe("true");
  expect(valueOfText("starts_with", '" a"')).toBe(" a");
});

test("says how it is read", () => {
  expect(["1", "x", '"1"', "true"].map((text) => readAs("equals", text))).toEqual([
    "number",
    "text",
    "text",
    "boolean",
  ]);
  expect([readAs("in", "a, b"), readAs("starts_with", "1")]).toEqual(["list of 2", "text"]);
  expect([readAs("equals", ""), readAs("equals", '""'), readAs("in", "")]).toEqual([
    "empty text",
    "empty text",
    "list of 0",
  ]);
});

test("text that looks like JSON is shown in quotes", () => {
  expect(["42", "open", 42].map((value) => textOfValue("equals", value))).toEqual(['"42"', "open", "42"]);
  expect(textOfValue("starts_with", "42")).toBe("42");
  expect(textOfValue("starts_with", '"42"')).toBe('"\\"42\\""');
});

test("a list is shown without its brackets where it reads back", () => {
  expect(textOfValue("in", ["EUR", "CHF"])).toBe("EUR, CHF");
  expect(textOfValue("in", ["1", 2])).toBe('"1", 2');
  expect(textOfValue("in", ["a, b"])).toBe('["a, b"]');
  expect(textOfValue("in", [["a"]])).toBe('[["a"]]');
});

function readBack(operator: FilterOperator, values: fc.Arbitrary<unknown>): void {
  fc.assert(
    fc.property(values, (generated) => {
      const value = JSON.parse(JSON.stringify(generated));
      expect(valueOfText(operator, textOfValue(operator, value))).toEqual(value);
    }),
  );
}

test("what is shown is read back as the same value", () => {
  const words = fc.constantFrom("EUR", "", " a", "1", "[1]", '"', "a,b", "null");
  readBack("equals", fc.jsonValue());
  readBack("in", fc.array(fc.oneof(words, fc.jsonValue()), { minLength: 1, maxLength: 4 }));
  readBack("between", fc.tuple(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })));
  readBack("starts_with", fc.oneof(words, fc.string(), fc.json()));
});
