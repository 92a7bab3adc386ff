import { expect, test } from "vitest";
import { compareWithRecord } from "./compare-with-record.ts";

const record = (version: number) => ({
  match: { version, matchedAt: "2026-01-01T00:00:00Z" },
  versionThen: { version, enabled: true, matches: true },
});

test.each([
  [
    "today's version, as today",
    { version: 2, matches: true },
    true,
    "Version 2, which is today's, matched when the event was stored.",
  ],
  [
    "today's version, which would not",
    { version: 2, matches: false },
    false,
    "Version 2, which is today's, matched when the event was stored, and would not match it today.",
  ],
  [
    "another version, as today's",
    { version: 3, matches: true },
    true,
    "Version 2 matched when the event was stored; version 3, which is today's, would as well.",
  ],
  [
    "another version than today's, which would not",
    { version: 3, matches: false },
    false,
    "Version 2 matched when the event was stored; version 3, which is today's, would not.",
  ],
])("a recorded match of %s", (_, today, agrees, message) => {
  expect(compareWithRecord(today, record(2))).toMatchObject({ agrees, message });
});
