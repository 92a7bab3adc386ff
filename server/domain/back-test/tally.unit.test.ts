import { describe, expect, test } from "vitest";
import type { OtherPattern } from "./overlap-tally.ts";
import { type Observation, Tally } from "./tally.ts";

const SAME: OtherPattern = { id: "same", workflowId: "mine" };
const OTHER: OtherPattern = { id: "other", workflowId: "theirs" };

function seen(number: number, more: Partial<Observation>): Observation {
  const event = { id: `${number}`, eventId: `e${number}`, pattern: "a", timestamp: "2026-03-01T12:00:00Z" };
  return { event, fits: true, matches: false, savedMatches: null, others: [], ...more };
}

function tallyOf(hasSaved: boolean, observations: readonly Partial<Observation>[]): Tally {
  const tally = new Tally(hasSaved);
  for (const [number, observation] of observations.entries()) tally.observe(seen(number, observation));
  return tally;
}

describe("counts", () => {
  test("compare the draft with the saved version", () => {
    const tally = tallyOf(true, [
      { matches: true, savedMatches: true },
      { matches: true, savedMatches: false },
      { matches: true, savedMatches: false },
      { matches: false, savedMatches: true },
      { matches: false, savedMatches: false },
    ]);
    expect(tally.counts).toEqual({ matched: 3, newlyMatched: 2, noLongerMatched: 1 });
    const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);
    expect(ids(tally.samples.matched)).toEqual(["0", "1", "2"]);
    expect(ids(tally.samples.newlyMatched)).toEqual(["1", "2"]);
    expect(ids(tally.samples.noLongerMatched)).toEqual(["3"]);
  });

  test("compare nothing where nothing is saved", () => {
    expect(tallyOf(false, [{ matches: true }]).counts).toEqual({
      matched: 1,
      newlyMatched: null,
      noLongerMatched: null,
    });
  });

  test("go on where samples end", () => {
    const tally = tallyOf(
      false,
      Array.from({ length: 30 }, () => ({ matches: true })),
    );
    expect([tally.counts.matched, tally.samples.matched.length]).toEqual([30, 10]);
  });
});

test("days are those of the events, the newest first", () => {
  const tally = new Tally(true);
  const days = ["2026-03-02T00:00:00Z", "2026-03-01T23:59:59.999Z", "2026-03-01T00:00:00Z"];
  for (const [number, timestamp] of days.entries()) {
    const observation = seen(number, { matches: number < 2, savedMatches: number > 0 });
    tally.observe({ ...observation, event: { ...observation.event, timestamp } });
  }
  expect(tally.days.list(true)).toEqual([
    { day: "2026-03-02", read: 1, matched: 1, newlyMatched: 1, noLongerMatched: 0 },
    { day: "2026-03-01", read: 2, matched: 1, newlyMatched: 0, noLongerMatched: 1 },
  ]);
});

test("days are bounded", () => {
  const tally = new Tally(false);
  for (let day = 0; day < 1_000; day += 1) {
    const timestamp = new Date(Date.UTC(2026, 0, 1) - day * 86_400_000).toISOString();
    tally.observe({ ...seen(day, {}), event: { ...seen(day, {}).event, timestamp } });
  }
  const days = tally.days.list(false);
  expect([days.length, days[0]?.day]).toEqual([400, "2026-01-01"]);
});

describe("overlaps", () => {
  const tally = tallyOf(false, [
    { matches: true, others: [SAME, OTHER] },
    { matches: true, others: [SAME] },
    { matches: false, others: [OTHER] },
    { matches: false, others: [{ id: "apart", workflowId: "mine" }] },
  ]);

  test("count both, only the draft, and only the other; who shares nothing is left out", () => {
    expect(tally.overlaps.list(10)).toEqual([
      { patternId: "same", workflowId: "mine", both: 2, onlyThis: 0, onlyOther: 0 },
      { patternId: "other", workflowId: "theirs", both: 1, onlyThis: 1, onlyOther: 1 },
    ]);
    expect(tally.overlaps.list(1)).toHaveLength(1);
  });

  test("cover when they are of the workflow and match all", () => {
    expect(tally.overlaps.covering("mine", 10).map(({ patternId }) => patternId)).toEqual(["same"]);
    expect(tally.overlaps.covering("theirs", 10)).toEqual([]);
  });

  test("of a draft that matches nothing are none", () => {
    const nothing = tallyOf(false, [{ matches: false, others: [SAME] }]);
    expect([nothing.overlaps.list(10), nothing.overlaps.covering("mine", 10)]).toEqual([[], []]);
  });
});

test("of failing clauses the one that fails most comes first, with what it said of the newest event", () => {
  const tally = new Tally(false);
  for (const [clause, message] of [
    [0, "first"],
    [1, "second"],
    [1, "third"],
  ] as const)
    tally.observeFailure({ clause, message });
  expect(tally.failingClauses).toEqual([
    { clause: 1, events: 2, example: "second" },
    { clause: 0, events: 1, example: "first" },
  ]);
});
