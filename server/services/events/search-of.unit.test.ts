import { expect, test } from "vitest";
import { searchOf } from "./search-of.ts";

const NOW = new Date("2026-03-01T12:00:00Z");

test("nothing asked, nothing narrowed", () => {
  expect(searchOf({}, NOW)).toEqual({
    name: null,
    eventId: null,
    source: null,
    correlationId: null,
    from: null,
    to: null,
  });
});

test("a trailing star makes a prefix", () => {
  expect(searchOf({ pattern: "github.*" }, NOW).name).toEqual({ type: "prefix", value: "github." });
  expect(searchOf({ pattern: "invoice.created" }, NOW).name).toEqual({
    type: "exact",
    value: "invoice.created",
  });
});

test("a range counts back from now and beats a start", () => {
  expect(searchOf({ range: "24h", from: "2020-01-01T00:00:00Z" }, NOW).from).toBe("2026-02-28T12:00:00.000Z");
});

test("instants of other zones become UTC", () => {
  const search = searchOf({ from: "2026-03-01T10:00:00+02:00", to: "2026-03-01T12:30:00+02:00" }, NOW);
  expect([search.from, search.to]).toEqual(["2026-03-01T08:00:00.000Z", "2026-03-01T10:30:00.000Z"]);
});

test("a source is asked for by what is known of it", () => {
  expect(searchOf({ sourceId: "xero_main" }, NOW).source).toEqual({ id: "xero_main" });
  expect(searchOf({ sourceType: "task", sourceId: "t1" }, NOW).source).toEqual({ type: "task", id: "t1" });
});
