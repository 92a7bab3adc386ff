import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin.ts";

test.each([
  ["http://localhost:3000", "localhost:3000", true],
  ["https://tidings.example.com", "Tidings.example.com", true],
  ["https://evil.example", "localhost:3000", false],
  ["http://localhost:3001", "localhost:3000", false],
  ["null", "localhost:3000", false],
])("origin %s asking %s: %s", (origin, host, expected) => {
  expect(isSameOrigin(new Headers({ origin, host }))).toBe(expected);
});

test("without an Origin nothing is the same", () => {
  expect(isSameOrigin(new Headers({ host: "localhost:3000" }))).toBe(false);
});
