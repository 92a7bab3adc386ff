import { expect, test } from "vitest";
import { authorOf, errorsOf, sentenceOf, warningsOf } from "./violations.ts";

const violation = {
  pointer: "/payload/total",
  message: "must be at least 0",
  keyword: "minimum",
  schemaVersion: "1.0",
};

test("errors are read from the refusal, and there are none where it has none", () => {
  const detail = JSON.stringify({ reason: "schema_violation", message: "wrong", errors: [violation] });
  expect(errorsOf({ detail, warnings: null })).toEqual([violation]);
  expect(errorsOf({ detail: '{"message":"no"}', warnings: null })).toEqual([]);
  expect(errorsOf({ detail: null, warnings: null })).toEqual([]);
});

test("warnings are read as well, and what this version does not know is not shown", () => {
  expect(warningsOf({ detail: null, warnings: JSON.stringify([violation]) })).toEqual([violation]);
  expect(warningsOf({ detail: null, warnings: '{"other":1}' })).toEqual([]);
  expect(warningsOf({ detail: null, warnings: null })).toEqual([]);
});

test.each([
  [violation, "Schema 1.0: minimum"],
  [{ pointer: "", message: "", keyword: "type" }, "Schema: type"],
  [{ pointer: "", message: "", rule: "Orders", ruleVersion: 3 }, "Rule Orders, version 3"],
  [{ pointer: "", message: "" }, ""],
])("%j is said by %j", (one, author) => {
  expect(authorOf(one)).toBe(author);
});

test.each([
  ["/payload/total", "/payload/total must be at least 0.", "Must be at least 0."],
  ["/payload/total", "/payload/totals must add up.", "/payload/totals must add up."],
  ["/payload/total", "The total must be net plus tax.", "The total must be net plus tax."],
  ["", "must be an object.", "must be an object."],
])("the place %j is not said twice in %j", (pointer, message, sentence) => {
  expect(sentenceOf({ pointer, message })).toBe(sentence);
});
