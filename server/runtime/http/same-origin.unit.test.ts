import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin.ts";

test.each([
  ["http://localhost:3000", "localhost:3000", true],
  ["https://tidings.example.com", "Tidings.example.com", true],
  ["https://evil.example", "localhost:3000", false],
  ["http://localhost:3001", "localhost:3000", false],
  ["null", "localhost:3000", false],
])("origin %s asking %s: %s", (origin, host, expected) => {
  expect(isSameOrigin(new Headers({ origin, host }), undefined)).toBe(expected);
});

test("without an Origin nothing is the same", () => {
  expect(isSameOrigin(new Headers({ host: "localhost:3000" }), "http://localhost:3000")).toBe(false);
});

test("behind a proxy the public address is the same, whole", () => {
  const asked = (origin: string) =>
    isSameOrigin(new Headers({ origin, host: "10.0.0.7:3000" }), "https://tidings.example.com/");
  expect(asked("https://tidings.example.com")).toBe(true);
  expect(asked("http://tidings.example.com")).toBe(false);
  expect(asked("https://tidings.example.com.evil.example")).toBe(false);
});
