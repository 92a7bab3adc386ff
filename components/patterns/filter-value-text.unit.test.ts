import fc from "fast-check";
import { expect, test } from "vitest";
import { readAs, textOfValue, valueOfText } from "./filter-value-text.ts";

test("JSON is read as JSON, anything else as text", () => {
  expect(valueOfText("42")).toBe(42);
  expect(valueOfText('"42"')).toBe("42");
  expect(valueOfText("open")).toBe("open");
  expect(valueOfText("null")).toBeNull();
  expect(valueOfText('["a"]')).toEqual(["a"]);
  expect(valueOfText("")).toBe("");
});

test("says how it is read", () => {
  expect(["1", "x", '"1"', "true"].map(readAs)).toEqual(["number", "text", "text", "boolean"]);
});

test("text that looks like JSON is shown in quotes", () => {
  expect([textOfValue("42"), textOfValue("open"), textOfValue(42)]).toEqual(['"42"', "open", "42"]);
});

test("what is shown is read back as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (generated) => {
      const value = JSON.parse(JSON.stringify(generated));
      expect(valueOfText(textOfValue(value))).toEqual(value);
    }),
  );
});
