import fc from "fast-check";
import { expect, test } from "vitest";
import type { Envelope } from "../envelope.ts";
import type { JsonValue } from "../json/value.ts";
import { type CompiledPattern, compilePattern } from "./compile.ts";
import { evaluate } from "./evaluate.ts";
import { explain } from "./explain.ts";
import { patternSchema } from "./schema.ts";
import { FILTER_OPERATORS, type FilterClause, type FilterOperator, type PatternFilter } from "./types.ts";

const RUNS = 3_000;

/** Few of each, so that they meet often. */
const simple = fc.constantFrom<JsonValue>(
  0,
  -0,
  1,
  2.5,
  "",
  "a",
  "ab",
  "ba",
  "1",
  "2024-03-15",
  "2024-03-15T01:00:00+01:00",
  true,
  false,
  null,
);
const value = fc.oneof(
  simple,
  fc.array(simple, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom("a", "b", "__proto__"), simple, { maxKeys: 2, noNullPrototype: true }),
);
const members = ["a", "b", "__proto__"];
const payload = fc.dictionary(fc.constantFrom(...members), value, { noNullPrototype: true });
const field = fc.constantFrom(
  ...members.map((name) => `$.payload.${name}`),
  "$.payload.a[0]",
  "$.payload.a[*]",
  "$.payload.*",
  "$.payload..a",
  "$.payload['a','b']",
);
const order = fc.constantFrom<JsonValue>(0, 1, 2.5, "2024-03-15", "2024-03-15T00:00:00.001Z");

function valueFor(operator: FilterOperator): fc.Arbitrary<JsonValue> {
  switch (operator) {
    case "gt":
    case "lt":
    case "gte":
    case "lte":
      return order;
    case "between":
      return fc.constantFrom([0, 1], [1, 1], [-1, 2.5], ["2024-03-15", "2024-03-16"]);
    case "starts_with":
    case "ends_with":
      return fc.constantFrom("", "a", "b", "2024");
    case "exists":
      return fc.boolean();
    case "in":
      return fc.array(value, { minLength: 1, maxLength: 3 });
    case "equals":
    case "not_equals":
    case "contains":
      return value;
  }
}

const filter: fc.Arbitrary<PatternFilter> = fc
  .constantFrom(...FILTER_OPERATORS)
  .chain((operator) => fc.record({ field, operator: fc.constant(operator), value: valueFor(operator) }));
const group = fc.record({ any_of: fc.array(filter, { minLength: 1, maxLength: 3 }) });
const clauses = fc.array(fc.oneof(filter, group), { maxLength: 3 });

function event(content: Envelope["payload"]): Envelope {
  return {
    eventId: "evt_1",
    pattern: "invoice.created",
    version: "1.0",
    source: { type: "external", id: "shop" },
    timestamp: "2024-03-15T10:00:00Z",
    payload: content,
    metadata: {},
  };
}

function compiled(filters: readonly FilterClause[]): CompiledPattern {
  const pattern = patternSchema.parse({ type: "exact", value: "invoice.created", filters });
  const result = compilePattern(pattern);
  if (result.outcome === "refused") throw new Error(JSON.stringify(result.issues));
  return result.compiled;
}

function matches(content: Envelope["payload"], ...filters: FilterClause[]): boolean {
  return evaluate(compiled(filters), event(content));
}

/** Holds for whatever field and value a filter names. */
function always(law: (content: Envelope["payload"], field: string, value: JsonValue) => void): void {
  fc.assert(fc.property(payload, field, value, law), { numRuns: RUNS });
}

test("an explanation says what the evaluation says", () => {
  const verdicts = new Set<boolean>();
  fc.assert(
    fc.property(clauses, payload, (filters, content) => {
      const pattern = compiled(filters);
      const verdict = evaluate(pattern, event(content));
      verdicts.add(verdict);
      expect(explain(pattern, event(content)).outcome).toBe(verdict ? "matched" : "unmatched");
    }),
    { numRuns: RUNS },
  );
  expect(verdicts.size).toBe(2);
});

test("a group holds when one of its filters would alone, and only then", () => {
  fc.assert(
    fc.property(group, payload, (anyOf, content) => {
      expect(matches(content, anyOf)).toBe(anyOf.any_of.some((one) => matches(content, one)));
    }),
    { numRuns: RUNS },
  );
});

test("all clauses hold when each would alone, and only then", () => {
  fc.assert(
    fc.property(clauses, payload, (all, content) => {
      expect(matches(content, ...all)).toBe(all.every((one) => matches(content, one)));
    }),
    { numRuns: RUNS },
  );
});

test("not_equals is what exists and does not equal", () => {
  always((content, at, expected) => {
    const there = matches(content, { field: at, operator: "exists", value: true });
    const equal = matches(content, { field: at, operator: "equals", value: expected });
    expect(matches(content, { field: at, operator: "not_equals", value: expected })).toBe(there && !equal);
  });
});

test("exists true and exists false are each other's negation", () => {
  always((content, at) => {
    const there = matches(content, { field: at, operator: "exists", value: true });
    expect(matches(content, { field: at, operator: "exists", value: false })).toBe(!there);
  });
});

test("in is equals with one of the values", () => {
  fc.assert(
    fc.property(payload, field, valueFor("in"), (content, at, listed) => {
      const equal = [listed]
        .flat()
        .some((one) => matches(content, { field: at, operator: "equals", value: one }));
      expect(matches(content, { field: at, operator: "in", value: listed })).toBe(equal);
    }),
    { numRuns: RUNS },
  );
});

test("for one value, gte is not lt, lte is not gt, and between is both bounds", () => {
  const single = fc.constantFrom("$.payload.a", "$.payload.b");
  fc.assert(
    fc.property(payload, single, order, order, (content, at, low, high) => {
      const holds = (operator: FilterOperator, bound: JsonValue) =>
        matches(content, { field: at, operator, value: bound });
      expect(holds("gte", low) && holds("lt", low)).toBe(false);
      expect(holds("lte", low) && holds("gt", low)).toBe(false);
      expect(holds("gte", low) || holds("lt", low)).toBe(holds("lte", low) || holds("gt", low));
      if (!isRange(low, high)) return;
      expect(holds("between", [low, high])).toBe(holds("gte", low) && holds("lte", high));
    }),
    { numRuns: RUNS },
  );
});

function isRange(low: JsonValue, high: JsonValue): boolean {
  const between = { field: "$.payload.a", operator: "between", value: [low, high] };
  return patternSchema.safeParse({ type: "exact", value: "x", filters: [between] }).success;
}

test("what starts or ends with a text contains it", () => {
  always((content, at, expected) => {
    fc.pre(typeof expected === "string");
    const holds = (operator: FilterOperator) => matches(content, { field: at, operator, value: expected });
    if (holds("starts_with") || holds("ends_with")) expect(holds("contains")).toBe(true);
  });
});
