import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryEvent, arbitraryPattern } from "#e2e/support/matching/arbitraries.ts";
import { arbitrarySizes, PROPERTY_TIMEOUT_MS, ROUNDS } from "#e2e/support/matching/index-sizes.ts";
import { matchOneByOne } from "#e2e/support/matching/one-by-one.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { INDEX_SIZES } from "./index/index-sizes.ts";
import { compileMatcher, Matcher, type RuleChange } from "./matcher.ts";
import type { Rule } from "./rule.ts";

function event(pattern: string, payload: JsonObject = {}): Envelope {
  return {
    eventId: "evt_1",
    pattern,
    version: "1.0",
    source: { type: "external", id: "shop" },
    timestamp: "2024-03-15T10:00:00Z",
    payload,
    metadata: {},
  };
}

describe("a matcher", () => {
  test(
    "finds what each rule finds alone, in the rules' order",
    () => {
      let matches = 0;
      fc.assert(
        fc.property(
          fc.array(arbitraryPattern, { maxLength: 24 }),
          fc.array(arbitraryEvent, { minLength: 1, maxLength: 5 }),
          arbitrarySizes,
          (patterns, events, sizes) => {
            const rules = patterns.map((pattern, index): Rule => ({ id: `rule-${index}`, ...pattern }));
            const matcher = new Matcher<string>(sizes);
            matcher.apply(rules.map(put));
            const expected = events.map((envelope) => matchOneByOne(rules, envelope));
            for (let round = 0; round < ROUNDS; round += 1) {
              expect(events.map((envelope) => matcher.match(envelope))).toEqual(expected);
            }
            matches += expected.flat().length;
          },
        ),
        { numRuns: 1_500 },
      );
      expect(matches).toBeGreaterThan(1_000);
    },
    PROPERTY_TIMEOUT_MS,
  );

  test("events of a kind are those whose names satisfy the same patterns", () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryPattern, { maxLength: 20 }),
        fc.array(arbitraryEvent, { minLength: 2, maxLength: 20 }),
        (patterns, events) => {
          const rules = patterns.map((pattern, index) => ({ ...pattern, id: `${index}`, filters: [] }));
          const matcher = compileMatcher(rules);
          const kinds = Map.groupBy(events, ({ pattern }) => matcher.kindOf(pattern));
          const found = [...kinds.values()].map((all) => new Set(all.map((one) => `${matcher.match(one)}`)));
          expect(found.map(({ size }) => size)).toEqual(found.map(() => 1));
          expect(new Set(found.flatMap((one) => [...one])).size).toBe(found.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("matches nothing without rules", () => {
    expect(compileMatcher([]).match(event("a"))).toEqual([]);
  });

  test("keeps matching when more names pass by than it remembers", () => {
    const matcher = compileMatcher([{ id: "every", type: "regex", value: "^name", filters: [] }]);
    let matches = 0;
    for (let index = 0; index < 50_000; index += 1) {
      matches += matcher.match(event(`name-${index % 24_000}`)).length;
    }
    expect(matches).toBe(50_000);
  });

  test("sees a pattern for a name that it remembers, however many came after it", () => {
    const matcher = compileMatcher([]);
    expect(matcher.match(event("late"))).toEqual([]);
    for (const value of ["late", ...Array.from({ length: 200 }, (_, number) => `other-${number}`)]) {
      matcher.apply([put({ id: value, type: "exact", value, filters: [] })]);
    }
    expect(matcher.match(event("late"))).toEqual(["late"]);
  });

  test("finds a text in a list as in a text, and no two rules by one item twice", () => {
    const rules = ["a", "b", "ab"].map(
      (value): Rule => ({
        id: value,
        type: "exact",
        value: "e",
        filters: [{ field: "$.payload.x", operator: "contains", value }],
      }),
    );
    const matcher = new Matcher<string>({ ...INDEX_SIZES, eventsBeforeIndex: 0, lookingWeight: 0 });
    matcher.apply(rules.map(put));
    expect(matcher.match(event("e", { x: ["a", "a", "ab", 1, null] }))).toEqual(["a", "ab"]);
    expect(matcher.match(event("e", { x: "cab" }))).toEqual(["a", "b", "ab"]);
    expect(matcher.match(event("e", { x: { a: "a" } }))).toEqual([]);
  });

  test("of two rules with one id the later one counts", () => {
    const rule = { id: "one", type: "exact", filters: [] } as const;
    const matcher = compileMatcher([
      { ...rule, value: "a" },
      { ...rule, value: "b" },
    ]);
    expect([matcher.match(event("a")), matcher.match(event("b"))]).toEqual([[], ["one"]]);
  });

  test("takes rules that were parsed: with one that does not compile nothing changes", () => {
    const matcher = compileMatcher([{ id: "good", type: "exact", value: "a", filters: [] }]);
    const good = put({ id: "late", type: "exact", value: "a", filters: [] });
    const filters = [{ field: "$[", operator: "gt", value: 1 }] as const;
    const broken = [
      put({ id: "broken", type: "exact", value: "a", filters }),
      put({ id: "broken", type: "regex", value: "a(", filters: [] }),
    ];
    for (const change of broken) expect(() => matcher.apply([good, change])).toThrow(/rule broken/);
    expect(matcher.match(event("a"))).toEqual(["good"]);
  });
});

function put(rule: Rule): RuleChange<string> {
  return { kind: "put", rule, label: rule.id };
}
