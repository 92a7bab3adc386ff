import { expect, test } from "vitest";
import type { Envelope } from "#schemas/envelope.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import type { FilterClause } from "#schemas/pattern/types.ts";
import { ConditionCompiler } from "./condition-compiler.ts";
import { EventView } from "./event-view.ts";

/** The last turn that fits beside a verdict in 32 bits. */
const LAST_TURN = 2 ** 30 - 1;

const CLAUSES: readonly FilterClause[] = [
  { field: "$.payload.name", operator: "equals", value: "a" },
  { field: "$.payload.amount", operator: "gt", value: 1 },
  { field: "$.payload.at", operator: "lt", value: "2024-01-01" },
  { field: "$.payload.text", operator: "contains", value: "x" },
  { field: "$.payload.items[*]", operator: "equals", value: 5 },
];

const FITTING = { name: "a", amount: 2, at: "2023-01-01", text: "x", items: [4, 5] };

function event(payload: JsonObject): Envelope {
  const source = { type: "external", id: "shop" } as const;
  return { eventId: "e", pattern: "p", version: "1", source, timestamp: "2024-01-01", payload, metadata: {} };
}

test.each([0, LAST_TURN - 2])(
  "nothing of an event is remembered for the next, from turn %i on",
  (firstTurn) => {
    const compiler = new ConditionCompiler();
    const conditions = compiler.compile(CLAUSES) ?? [];
    expect(conditions).toHaveLength(CLAUSES.length);
    const view = new EventView(compiler, firstTurn);
    const verdicts = Array.from({ length: 6 }, (_, turn) => {
      view.begin(event(turn % 2 === 0 ? FITTING : {}));
      return [view.allHold(conditions), view.allHold(conditions)];
    });
    expect(verdicts.flat()).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  },
);

test("gives back all that conditions held", () => {
  const compiler = new ConditionCompiler();
  const clauses = [...CLAUSES, { any_of: CLAUSES.filter((clause) => "field" in clause) }];
  const numbersBefore = [compiler.fields.capacity, compiler.shared.capacity];
  const name = compiler.fields.take("$.payload.name");
  for (let round = 0; round < 5; round += 1) compiler.release(compiler.compile(clauses) ?? []);
  expect(name).toMatchObject({ references: 1, equalsCount: 0, valueIds: new Map() });
  const numbersAfter = [compiler.fields.capacity, compiler.shared.capacity];
  compiler.compile(clauses);
  expect([compiler.fields.capacity, compiler.shared.capacity]).toEqual(numbersAfter);
  expect(numbersAfter).toEqual([(numbersBefore[0] ?? 0) + 5, (numbersBefore[1] ?? 0) + 3]);
});

test("a clause whose path cannot be read leaves nothing behind", () => {
  const compiler = new ConditionCompiler();
  const broken: FilterClause = { field: "$[", operator: "equals", value: 1 };
  for (const clauses of [
    [...CLAUSES, broken],
    [{ any_of: [CLAUSES[0], broken].filter((clause) => clause !== undefined && "field" in clause) }],
  ]) {
    expect(compiler.compile(clauses)).toBeUndefined();
  }
  const field = compiler.fields.take("$.payload.name");
  expect(field?.references).toBe(1);
  expect(field?.valueIds.size).toBe(0);
});
