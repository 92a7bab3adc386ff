import { expect, test } from "vitest";
import { safeDestination } from "./destination.ts";

test("a path of this site is kept, with its search", () => {
  expect(safeDestination("/receipts?reason=bad_signature")).toBe("/receipts?reason=bad_signature");
});

test.each([
  undefined,
  "",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
])("%s leads to the events", (from) => {
  expect(safeDestination(from)).toBe("/events");
});
