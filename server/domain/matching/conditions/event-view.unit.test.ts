import { describe, expect, test } from "vitest";
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

describe.each([
  { first: 0, last: LAST_TURN },
  { first: LAST_TURN - 2, last: LAST_TURN },
  { first: 0, last: 2 },
])("from turn $first, where turn $last is the last one,", (turns) => {
  test("nothing of an event is remembered for a later one", () => {
    const compiler = new ConditionCompiler();
    const conditions = compiler.compile(CLAUSES) ?? [];
    expect(conditions).toHaveLength(CLAUSES.length);
    const view = new EventView(compiler, turns);
    const isFitting = [true, false, false, true, true, false, true, false];
    const verdicts = isFitting.map((isFit) => {
      view.begin(event(isFit ? FITTING : {}));
      return conditions.map((condition) => view.allHold([condition]));
    });
    expect(verdicts).toEqual(isFitting.map((isFit) => CLAUSES.map(() => isFit)));
  });

  test("each field is read once an event, however many rules ask", () => {
    const compiler = new ConditionCompiler();
    const conditions = compiler.compile(CLAUSES) ?? [];
    const view = new EventView(compiler, turns);
    for (let round = 0; round < 5; round += 1) {
      let reads = 0;
      const counted = Object.keys(FITTING).map((name) => {
        const get = () => {
          reads += 1;
          return Reflect.get(FITTING, name);
        };
        return [name, { enumerable: true, get }] as const;
      });
      view.begin(event(Object.create(null, Object.fromEntries(counted))));
      for (let asked = 0; asked < 3; asked += 1) expect(view.allHold(conditions)).toBe(true);
      expect(reads).toBe(CLAUSES.length);
    }
  });
});

test("what was remembered in a turn is forgotten before that turn comes again", () => {
  const compiler = new ConditionCompiler();
  const conditions = compiler.compile(CLAUSES) ?? [];
  const view = new EventView(compiler, { first: 0, last: 2 });
  for (const isFit of [true, false, true, false]) {
    view.begin(event(isFit ? FITTING : {}));
    expect(conditions.map((condition) => view.allHold([condition]))).toEqual(CLAUSES.map(() => isFit));
    view.begin(event({}));
  }
});

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
