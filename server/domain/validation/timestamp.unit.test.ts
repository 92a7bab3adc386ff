import { expect, test } from "vitest";
import { isTimestamp } from "./timestamp.ts";

test.each([
  "2024-03-15T10:00:00Z",
  "2024-03-15t10:00:00z",
  "2024-03-15T10:00:00.123456789012Z",
  `2024-03-15T10:00:00.${"1".repeat(30)}Z`,
  "2024-02-29T23:59:59-00:00",
  "0001-01-01T00:00:00Z",
  "0001-01-01T14:00:00+14:00",
  "9999-12-31T23:59:59.999999Z",
  "9999-12-31T11:59:59-12:00",
])("%s is a time", (text) => {
  expect(isTimestamp(text)).toBe(true);
});

test.each([
  ["a space for the T", "2024-03-15 10:00:00Z"],
  ["a newline for the T", "2024-03-15\n10:00:00Z"],
  ["a newline at the end", "2024-03-15T10:00:00Z\n"],
  ["no zone", "2024-03-15T10:00:00"],
  ["a zone without minutes", "2024-03-15T10:00:00+01"],
  ["a zone without a colon", "2024-03-15T10:00:00+0100"],
  ["a zone of 24 hours", "2024-03-15T10:00:00+24:00"],
  ["no seconds", "2024-03-15T10:00Z"],
  ["a date alone", "2024-03-15"],
  ["30 February", "2024-02-30T10:00:00Z"],
  ["24:00", "2024-03-15T24:00:00Z"],
  ["a leap second", "2016-12-31T23:59:60Z"],
  ["a leap second elsewhere", "2016-12-31T15:59:60-08:00"],
  ["year 0", "0000-12-31T23:59:59Z"],
  ["a UTC year 0", "0001-01-01T00:00:00+14:00"],
  ["a UTC year 10000", "9999-12-31T23:59:59-12:00"],
  ["a fraction that rounds to year 10000", "9999-12-31T23:59:59.9999999Z"],
  ["a fraction of 31 digits", `2024-03-15T10:00:00.${"1".repeat(31)}Z`],
  ["other digits", "２０２４-03-15T10:00:00Z"],
])("%s is none", (_, text) => {
  expect(isTimestamp(text)).toBe(false);
});
