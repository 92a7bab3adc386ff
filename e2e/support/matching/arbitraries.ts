import fc from "fast-check";
import type { Envelope } from "#schemas/envelope.ts";
import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import {
  FILTER_OPERATORS,
  type FilterClause,
  type Pattern,
  type PatternFilter,
} from "#schemas/pattern/types.ts";

/*
 * Rules and events that collide as often as can be: few names, fields and values, every operator, and the values at which
 * comparisons go wrong.
 */

const names = fc
  .array(fc.constantFrom("a", "b", ".", "ab"), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(""));

const regexes = fc.constantFrom(
  "^a",
  "b$",
  "a.b",
  "(a|b)+",
  "^[^.]+$",
  "(?i)A",
  "ab?",
  "^",
  "a{2}b",
  "(?:ab|\\.)a",
  "^(a|ab)\\.",
  "[.a]b|bb",
  "\\.+",
  "x|",
);

const scalars = fc.constantFrom<JsonValue>(
  0,
  -0,
  1,
  2,
  1.5,
  9007199254740992,
  "1",
  "",
  "a",
  "ab",
  "ba",
  "aba",
  "é",
  "e\u0301",
  "😀",
  null,
  true,
  false,
  "2024-03-15",
  "2024-03-15T00:00:00Z",
  "2024-03-15T01:00:00+01:00",
  "2024-03-16T10:00:00.5Z",
);

const memberNames = ["x", "y", "k", "__proto__", "constructor", "length"] as const;

const values: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalars,
    fc.array(tie("value"), { maxLength: 3 }),
    objectOf(tie("value")),
  ),
})).value;

/** Members are defined as JSON.parse does, so that `__proto__` is a member like any other. */
function objectOf(value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonObject> {
  return fc.array(fc.tuple(fc.constantFrom(...memberNames), value), { maxLength: 4 }).map((members) => {
    const object: JsonObject = {};
    for (const [name, member] of members) {
      Object.defineProperty(object, name, {
        value: member,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return object;
  });
}

const fields = fc.constantFrom(
  "$.payload.x",
  "$.payload['x']",
  "$.payload.y",
  "$.payload.y.k",
  "$.payload.y.__proto__",
  "$.payload.constructor",
  "$.payload.length",
  "$.payload.y.length",
  "$.payload.y[0]",
  "$.payload.x[1].k",
  "$.payload[*]",
  "$.payload.y[*]",
  "$.payload.y[*].k",
  "$.payload.y[0:2]",
  "$.payload['x','y']",
  "$..k",
  "$..*",
  "$.pattern",
  "$.timestamp",
  "$.metadata.k",
  "$.payload",
);

const filters: fc.Arbitrary<PatternFilter> = fc.oneof(
  fc.record({ field: fields, operator: fc.constantFrom(...FILTER_OPERATORS), value: values }),
  fc.record({ field: fields, operator: fc.constantFrom(...FILTER_OPERATORS), value: scalars }),
  fc.record({ field: fields, operator: fc.constantFrom("equals" as const), value: scalars }),
  fc.record({
    field: fields,
    operator: fc.constantFrom("in" as const, "between" as const),
    value: fc.array(scalars, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    field: fields,
    operator: fc.constantFrom("contains" as const, "starts_with" as const, "ends_with" as const),
    value: fc.constantFrom("a", "b", "ab", "ba", ""),
  }),
  fc.record({ field: fields, operator: fc.constant("exists" as const), value: fc.boolean() }),
);

const clauses: fc.Arbitrary<FilterClause> = fc.oneof(
  { weight: 4, arbitrary: filters },
  { weight: 1, arbitrary: fc.record({ any_of: fc.array(filters, { minLength: 1, maxLength: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fields, fc.array(scalars, { minLength: 1, maxLength: 3 })).map(([field, list]) => ({
      any_of: list.map((value): PatternFilter => ({ field, operator: "equals", value })),
    })),
  },
);

function patternsOf<Type extends Pattern["type"]>(
  type: Type,
  value: fc.Arbitrary<string>,
): fc.Arbitrary<Pattern> {
  return fc.record({ type: fc.constant(type), value, filters: fc.array(clauses, { maxLength: 3 }) });
}

/** Patterns, some of which `patternSchema` would refuse: a comparison with a value of no use holds for nothing. */
export const arbitraryPattern: fc.Arbitrary<Pattern> = fc.oneof(
  patternsOf("exact", names),
  patternsOf("prefix", names),
  patternsOf("regex", regexes),
);

export const arbitraryEvent: fc.Arbitrary<Envelope> = fc
  .record({
    pattern: names,
    payload: objectOf(values),
    metadata: objectOf(values),
    timestamp: fc.constantFrom("2024-03-15T00:00:00Z", "2024-03-16T10:00:00.5Z"),
  })
  .map((event) => ({ eventId: "evt_1", version: "1.0", source: { type: "external", id: "shop" }, ...event }));
