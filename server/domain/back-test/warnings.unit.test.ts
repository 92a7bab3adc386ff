import { describe, expect, test } from "vitest";
import type { Overlap } from "#schemas/back-test.ts";
import { describeEnd, describeOverlap } from "./sentences.ts";
import { type Findings, warningsOf, worthCounting } from "./warnings.ts";

const COVERING: Overlap = {
  patternId: "p",
  name: "All invoices",
  workflowId: "w",
  workflowName: "Billing",
  sameWorkflow: true,
  both: 30,
  onlyThis: 0,
  onlyOther: 12,
  message: "",
};

function warn(more: Partial<Findings>) {
  return warningsOf({
    rule: { type: "prefix", value: "invoice.", filters: [] },
    fitting: 100,
    matched: 30,
    hasNamedEvents: true,
    allEvents: 32,
    failingClauses: [],
    covering: [],
    patternsChanged: false,
    ...more,
  });
}

describe("warnings", () => {
  test("none, where nothing is suspicious", () => {
    expect(warn({})).toEqual([]);
  });

  test("no event of such a name", () => {
    expect(warn({ fitting: 0, matched: 0, hasNamedEvents: false })).toEqual([
      {
        kind: "no_such_event",
        message:
          'The log holds no event whose name begins with "invoice.". Compare it with the names of events that there are.',
      },
    ]);
  });

  test("none, where such events are in the log but not in the range", () => {
    expect(warn({ fitting: 0, matched: 0 })).toEqual([]);
  });

  test("never matches, with the clause that fails most", () => {
    const failingClauses = [{ clause: 1, events: 99, example: "$.payload.amount is the number 5." }];
    expect(warn({ matched: 0, failingClauses })).toEqual([
      {
        kind: "never_matches",
        fitting: 100,
        message:
          "It matches none of the 100 events whose name fits. Filter 2 fails most often: $.payload.amount is the number 5.",
      },
    ]);
  });

  test.each([
    [95, 100, false],
    [96, 100, true],
    [19, 19, false],
    [20, 20, true],
    [20, null, false],
  ])("%i of %s events is nearly everything: %s", (matched, allEvents, expected) => {
    const kinds = warn({ matched, allEvents }).map(({ kind }) => kind);
    expect(kinds).toEqual(expected ? ["matches_everything"] : []);
  });

  test("counting goes far enough to tell, and no farther", () => {
    expect([worthCounting(19), worthCounting(95), worthCounting(96)]).toEqual([0, 100, 102]);
  });

  test("shadowed, by which pattern", () => {
    expect(warn({ covering: [COVERING] })).toMatchObject([
      { kind: "shadowed", matched: 30, patternId: "p", patternName: "All invoices" },
    ]);
  });
});

test("patterns that were changed meanwhile, where they say anything about others", () => {
  const kinds = (more: Partial<Findings>) => warn({ patternsChanged: true, ...more }).map(({ kind }) => kind);
  expect(kinds({ covering: [COVERING] })).toEqual(["shadowed", "patterns_changed"]);
  expect(kinds({ matched: 0 })).toEqual(["never_matches"]);
});

describe("sentences", () => {
  test("of an overlap", () => {
    expect(describeOverlap(COVERING)).toBe(
      '"All invoices" of the same workflow matches all 30 events that this one matches, and 12 more of those that were read.',
    );
    expect(describeOverlap({ ...COVERING, sameWorkflow: false, onlyThis: 1_000, onlyOther: 0 })).toBe(
      '"All invoices" of the workflow "Billing" matches 30 of the 1,030 events that this one matches.',
    );
  });

  test("of an end", () => {
    const progress = { looked: 5, expected: 9, read: 1, bytes: 3, reachedAt: "2026-03-01T12:00:00Z" };
    expect(describeEnd("complete", progress)).toBe(
      "The whole range was seen: 1 event with a name that fits.",
    );
    expect(describeEnd("most_events", progress)).toContain(
      "What happened before 2026-03-01T12:00:00Z was not seen.",
    );
    expect(describeEnd("slow_database", { ...progress, reachedAt: null })).toContain("None was seen.");
  });
});
