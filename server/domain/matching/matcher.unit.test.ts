import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Envelope } from "#schemas/envelope.ts";
import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import { compilePattern } from "#schemas/pattern/compile.ts";
import { evaluate } from "#schemas/pattern/evaluate.ts";
import { FILTER_OPERATORS, type Pattern, type PatternFilter } from "#schemas/pattern/types.ts";
import { compileMatcher } from "./matcher.ts";
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

const names = fc
  .array(fc.constantFrom("a", "b", ".", "ab"), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(""));
const regexes = fc.constantFrom("^a", "b$", "a.b", "(a|b)+", "^[^.]+$", "(?i)A", "ab?");
const values = fc.constantFrom<JsonValue>(
  0,
  1,
  2,
  "1",
  "a",
  "ab",
  null,
  true,
  [1, "a"],
  { k: 1 },
  "2024-03-15",
);
const fields = fc.constantFrom(
  "$.payload.x",
  "$.payload.y",
  "$.payload.y.k",
  "$.payload[*]",
  "$..k",
  "$.payload.y[0]",
  "$.pattern",
);

const filters: fc.Arbitrary<PatternFilter> = fc.record({
  field: fields,
  operator: fc.constantFrom(...FILTER_OPERATORS),
  value: values,
});

const patterns: fc.Arbitrary<Pattern> = fc.oneof(
  fc.record({
    type: fc.constant("exact" as const),
    value: names,
    filters: fc.array(filters, { maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant("prefix" as const),
    value: names,
    filters: fc.array(filters, { maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant("regex" as const),
    value: regexes,
    filters: fc.array(filters, { maxLength: 2 }),
  }),
);

const rulesets = fc
  .array(patterns, { maxLength: 20 })
  .map((list) => list.map((pattern, index): Rule => ({ id: `rule-${index}`, ...pattern })));

const payloads: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom("x", "y"), values, {
  noNullPrototype: true,
});

function matchOneByOne(rules: readonly Rule[], envelope: Envelope): string[] {
  const matching = rules.filter((rule) => {
    const result = compilePattern(rule);
    return result.outcome === "compiled" && evaluate(result.compiled, envelope);
  });
  return matching.map(({ id }) => id);
}

describe("a matcher", () => {
  test("finds what each rule finds alone, in the rules' order", () => {
    let matches = 0;
    fc.assert(
      fc.property(
        rulesets,
        fc.array(fc.tuple(names, payloads), { minLength: 1, maxLength: 5 }),
        (rules, events) => {
          const matcher = compileMatcher(rules);
          for (const [name, payload] of events) {
            const expected = matchOneByOne(rules, event(name, payload));
            matches += expected.length;
            expect(matcher.match(event(name, payload))).toEqual(expected);
          }
        },
      ),
      { numRuns: 1_000 },
    );
    expect(matches).toBeGreaterThan(100);
  });

  test("matches nothing without rules", () => {
    expect(compileMatcher([]).match(event("a"))).toEqual([]);
  });

  test("remembers names without mixing their filters' verdicts", () => {
    const filter = { field: "$.payload.amount", operator: "gt", value: 1_000 } as const;
    const matcher = compileMatcher([{ id: "large", type: "prefix", value: "invoice.", filters: [filter] }]);
    expect(matcher.match(event("invoice.created", { amount: 1_500 }))).toEqual(["large"]);
    expect(matcher.match(event("invoice.created", { amount: 900 }))).toEqual([]);
    expect(matcher.match(event("invoice.created", { amount: 1_500 }))).toEqual(["large"]);
  });

  test("keeps matching when more names pass by than it remembers", () => {
    const matcher = compileMatcher([{ id: "every", type: "regex", value: "^name", filters: [] }]);
    for (let index = 0; index < 25_000; index += 1) {
      expect(matcher.match(event(`name-${index % 12_000}`))).toEqual(["every"]);
    }
  });

  test("takes rules that were parsed: one that does not compile is a mistake of the caller", () => {
    expect(() => compileMatcher([{ id: "broken", type: "regex", value: "(", filters: [] }])).toThrow(
      /rule broken/,
    );
  });
});
