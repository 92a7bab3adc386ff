import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Envelope } from "#schemas/envelope.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { OP, type Op } from "../conditions/condition.ts";
import { ConditionCompiler } from "../conditions/condition-compiler.ts";
import { EventView } from "../conditions/event-view.ts";
import { BoundIndex } from "./bound-index.ts";

const HOLDS: readonly (readonly [Op, (value: number, bound: number) => boolean])[] = [
  [OP.ABOVE, (value, bound) => value > bound],
  [OP.AT_LEAST, (value, bound) => value >= bound],
  [OP.BELOW, (value, bound) => value < bound],
  [OP.AT_MOST, (value, bound) => value <= bound],
];

/** The next number after 1, and what JSON.parse makes of -0 and 1e400. */
const numbers = fc.oneof(
  fc.constantFrom(-0, 0, 1, 1 + Number.EPSILON, Number.MAX_VALUE, Number.MIN_VALUE),
  fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true }),
);

function event(amount: JsonValue): Envelope {
  const source = { type: "external", id: "shop" } as const;
  return {
    eventId: "e",
    pattern: "p",
    version: "1",
    source,
    timestamp: "2024-01-01T00:00:00Z",
    payload: { amount },
    metadata: {},
  };
}

/** An index of the bounds, in which each has its place among them, from 1, as its first entry. */
function indexOf(op: Op, bounds: readonly number[]) {
  const compiler = new ConditionCompiler();
  const field = compiler.fields.take("$.payload.amount");
  if (field === undefined) throw new Error("The path is one.");
  const index = new BoundIndex(op, field.number);
  const placeOf = (operand: number) => index.placeOf({ op, field, operand, shared: undefined });
  for (const [number, bound] of bounds.entries()) index.heads[placeOf(bound)] ||= number + 1;
  const view = new EventView(compiler);
  const holdingFor = (value: JsonValue) => {
    view.begin(event(value));
    return index.heads.slice(0, index.countHolding(view));
  };
  return { index, holdingFor };
}

describe.each(HOLDS)("bounds of operator %i", (op, holds) => {
  test("that hold for a value are those that hold alone, equal ones once", () => {
    fc.assert(
      fc.property(
        fc.array(numbers, { maxLength: 12 }),
        fc.array(numbers, { minLength: 1 }),
        (bounds, values) => {
          const { index, holdingFor } = indexOf(op, bounds);
          for (const value of [...values, ...bounds]) {
            const first = bounds.filter((bound, place) => bounds.indexOf(bound) === place);
            const expected = first
              .filter((bound) => holds(value, bound))
              .map((bound) => bounds.indexOf(bound) + 1);
            expect(holdingFor(value).toSorted((left, right) => left - right)).toEqual(expected);
            expect(index.bounds).toHaveLength(first.length);
          }
        },
      ),
    );
  });

  test("hold for nothing that is no number", () => {
    const { holdingFor } = indexOf(op, [Number.NEGATIVE_INFINITY, -1, 0, 1, Number.POSITIVE_INFINITY]);
    for (const value of ["1", "2024-01-01T00:00:00Z", null, true, [1], {}])
      expect(holdingFor(value)).toEqual([]);
  });
});

test("0 and -0 are one bound", () => {
  const { index } = indexOf(OP.AT_LEAST, [0, -0, 1, -0, 0]);
  expect([index.bounds, index.heads]).toEqual([
    [0, 1],
    [1, 3],
  ]);
});
