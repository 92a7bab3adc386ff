import { expect, test } from "vitest";
import { nextSelection } from "./use-list-keys.ts";

const ids = ["a", "b", "c"];

test.each([
  ["j", null, "a"],
  ["j", "a", "b"],
  ["j", "c", "c"],
  ["k", "b", "a"],
  ["k", "a", "a"],
  ["ArrowDown", "b", "c"],
  ["ArrowUp", null, "a"],
  ["Escape", "b", null],
  ["Escape", null, undefined],
  ["x", "b", undefined],
] as const)("%s at %s selects %s", (key, selected, expected) => {
  expect(nextSelection(key, ids, selected)).toBe(expected);
});

test("an empty list has nothing to select", () => {
  expect(nextSelection("j", [], null)).toBeUndefined();
});
