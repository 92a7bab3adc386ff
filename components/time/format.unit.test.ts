import { expect, test } from "vitest";
import { boundedCount, byteCount, duration, relativeTime } from "./format.ts";

const NOW_MS = Date.parse("2026-03-01T12:00:00Z");

test.each([
  ["2026-03-01T12:00:00.200Z", "now"],
  ["2026-03-01T11:59:48Z", "12 s ago"],
  ["2026-03-01T11:57:00Z", "3 min ago"],
  ["2026-03-01T03:00:00Z", "9 h ago"],
  ["2026-02-20T12:00:00Z", "9 d ago"],
  ["2024-03-15T10:00:00Z", "2024-03-15"],
  ["2026-03-01T12:05:00Z", "in 5 min"],
])("%s is %s", (instant, expected) => {
  expect(relativeTime(instant, NOW_MS)).toBe(expected);
});

test("amounts", () => {
  expect([duration(850), duration(2_400)]).toEqual(["850 ms", "2.4 s"]);
  expect([byteCount(512), byteCount(1_434), byteCount(2_097_152)]).toEqual(["512 B", "1.4 KiB", "2.0 MiB"]);
  expect([boundedCount(41, 1_000), boundedCount(1_001, 1_000)]).toEqual(["41", "1\u202f000+"]);
});
