import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInstantMs } from "./instant.ts";

test("agrees with Date on what both can read", () => {
  const min = new Date("0000-01-01T00:00:00Z");
  const max = new Date("9999-12-31T23:59:59Z");
  fc.assert(
    fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
      expect(parseInstantMs(date.toISOString())).toBeCloseTo(date.getTime(), 3);
    }),
  );
});

test.each([
  ["2024-03-15", "2024-03-15T00:00:00Z"],
  ["2024-03-15T10:00", "2024-03-15T10:00:00Z"],
  ["2024-03-15t10:00:00z", "2024-03-15T10:00:00Z"],
  ["2024-03-15T10:00:00-00:30", "2024-03-15T10:30:00Z"],
  ["2024-12-31T23:30:00-01:00", "2025-01-01T00:30:00Z"],
])("%s is %s", (text, utc) => {
  expect(parseInstantMs(text)).toBe(Date.parse(utc));
});

test("microseconds count, what is written beyond them does not", () => {
  const at = (fraction: string) => parseInstantMs(`2024-03-15T10:00:00${fraction}Z`);
  expect(at(".1")).toBe(Date.parse("2024-03-15T10:00:00.100Z"));
  expect(at(".000001")).toBeGreaterThan(at("") ?? Number.NaN);
  expect(at(".000001999")).toBe(at(".000001"));
  expect(at(".000000999")).toBe(at(""));
  expect(at(".999999999")).toBeLessThan(parseInstantMs("2024-03-15T10:00:01Z") ?? Number.NaN);
});

test.each([
  "",
  "2024",
  "2024-3-15",
  "20240315",
  "2024-W11-5",
  "2024-13-01",
  "2024-00-01",
  "2024-01-00",
  "2023-02-29",
  "2024-03-15 10:00:00",
  "2024-03-15T24:00:00Z",
  "2024-03-15T10:60:00Z",
  "2024-03-15T10:00:60Z",
  "2024-03-15T10:00:00+24:00",
  "2024-03-15T10:00:00+0100",
  "2024-03-15T10:00:00.Z",
  "2024-03-15T10:00:00Z ",
  "1500",
])("%s is no instant", (text) => {
  expect(parseInstantMs(text)).toBeUndefined();
});
