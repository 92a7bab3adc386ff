import fc from "fast-check";
import { expect, test } from "vitest";
import { findInexactNumber } from "./exact-number.ts";

test.each([
  ["9007199254740993", "9007199254740993"],
  ['{"a":[1,{"b":-12345678901234567890}]}', "-12345678901234567890"],
  ["[0.1, 1.0000000000000000000001]", "1.0000000000000000000001"],
  ['["\\"9007199254740993", 9007199254740993]', "9007199254740993"],
  ["1e400", "1e400"],
  ["1e-400", "1e-400"],
])("%s has a number that no double keeps", (json, text) => {
  expect(findInexactNumber(json)).toEqual({ text, at: json.lastIndexOf(text) });
});

test.each([
  "0",
  "-0.000",
  "9007199254740992",
  "0.10000000000000001",
  "1.10",
  "100000000000000000000000",
  "1E21",
  "12e-3",
  '"9007199254740993"',
  '{"9007199254740993\\\\":true,"a":"-"}',
])("%s has none", (json) => {
  expect(findInexactNumber(json)).toBeNull();
});

test("what JavaScript writes is kept", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => findInexactNumber(JSON.stringify(value)) === null));
});
