import { beforeAll, describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { storeEvents } from "#e2e/support/stored-events.ts";
import type { ExplainCursor, PatternExplanation } from "#schemas/explain.ts";
import type { Pattern } from "#schemas/pattern/types.ts";
import { createPattern } from "../patterns/create.ts";
import { setPatternEnabled } from "../patterns/set-enabled.ts";
import { updatePattern } from "../patterns/update.ts";
import { createWorkflow } from "../workflows/create.ts";
import { explainDraft } from "./explain-draft.ts";
import { explainEvent } from "./explain-event.ts";

const stack = sharedRuntime();

const over = (value: number): Pattern => ({
  type: "prefix",
  value: "invoice.",
  filters: [{ field: "$.payload.amount", operator: "gt", value }],
});
const named = (type: Pattern["type"], value: string): Pattern => ({ type, value, filters: [] });

let workflowId: string;
let rowId: string;

beforeAll(async () => {
  const made = await createWorkflow({ ctx: stack.ctx, input: { name: "Billing", target: { kind: "log" } } });
  if (made.outcome !== "created") throw new Error(made.outcome);
  workflowId = made.id;
});

async function newPattern(name: string, rule: Pattern, enabled = true): Promise<string> {
  const made = await createPattern({ ctx: stack.ctx, input: { name, workflowId, enabled, rule } });
  if (made.outcome !== "created") throw new Error(made.outcome);
  return made.id;
}

async function change(id: string, name: string, version: number, rule: Pattern): Promise<void> {
  const definition = { name, workflowId, enabled: true, rule };
  const changed = await updatePattern({ ctx: stack.ctx, input: { id, version, definition } });
  if (changed.outcome !== "updated") throw new Error(changed.outcome);
}

async function recordMatch(eventRowId: string, patternId: string, version: number): Promise<void> {
  await stack.ctx.db.sql`
    insert into matches (event_row_id, pattern_id, pattern_version, workflow_id, matched_at)
    values (${eventRowId}, ${patternId}, ${version}, ${workflowId}, now())`;
}

async function pageOf(input: object) {
  const result = await explainEvent({
    ctx: stack.ctx,
    input: { event: { by: "id", value: rowId }, ...input },
  });
  if (result.outcome !== "explained") throw new Error(result.outcome);
  return result;
}

async function allOf(input: object): Promise<PatternExplanation[]> {
  const rows: PatternExplanation[] = [];
  let cursor: ExplainCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf({ ...input, cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

const namesOf = (rows: readonly PatternExplanation[]) => rows.map(({ name }) => name);

describe("patterns of today", () => {
  beforeAll(async () => {
    await newPattern("a exact, other name", named("exact", "order.placed"));
    await newPattern("b prefix, too small", over(9_000));
    await newPattern("c regex that fits", named("regex", "created$"));
    await newPattern("d regex that does not", named("regex", "^order"));
    await newPattern("e exact", named("exact", "invoice.created"));
    await newPattern("f prefix, switched off", over(1_000), false);
    const facts = [{ pattern: "invoice.created", eventId: "inv-1", payload: { amount: 1_500 } }];
    [rowId = ""] = await storeEvents(stack.ctx, facts);
  });

  test("those whose name fits come first, each with its answer", async () => {
    const rows = await allOf({});
    expect(rows.map(({ name, explanation, live }) => [name, explanation.outcome, live])).toEqual([
      ["b prefix, too small", "unmatched", true],
      ["c regex that fits", "matched", true],
      ["e exact", "matched", true],
      ["f prefix, switched off", "matched", false],
      ["a exact, other name", "unmatched", true],
      ["d regex that does not", "unmatched", true],
    ]);
    expect(rows[0]).toMatchObject({
      version: 1,
      workflow: { name: "Billing", enabled: true },
      explanation: { clause: 0, field: "$.payload.amount", operator: "gt", expected: 9_000, actual: 1_500 },
      message: expect.stringContaining("$.payload.amount"),
    });
    expect(rows[4]?.explanation).toMatchObject({ clause: "name", reason: "name_differs" });
  });

  test.each([1, 2, 4, 100])("pages of %i show each once", async (limit) => {
    expect(namesOf(await allOf({ limit }))).toEqual(namesOf(await allOf({})));
  });

  test("those that match, or do not, alone", async () => {
    expect(namesOf(await allOf({ show: "matched", limit: 2 }))).toEqual([
      "c regex that fits",
      "e exact",
      "f prefix, switched off",
    ]);
    expect(namesOf(await allOf({ show: "unmatched", limit: 1 }))).toEqual([
      "b prefix, too small",
      "a exact, other name",
      "d regex that does not",
    ]);
  });

  test("one pattern, or none of this id", async () => {
    const patternId = (await allOf({ show: "unmatched" }))[0]?.patternId;
    expect(namesOf((await pageOf({ patternId })).rows)).toEqual(["b prefix, too small"]);
    await expect(pageOf({ patternId: stack.ctx.newId() })).rejects.toThrow("pattern_not_found");
  });

  test("an event by its publisher's id, or none of this id", async () => {
    const by = (value: string) => pageOf({ event: { by: "eventId", value } });
    expect((await by("inv-1")).rows).toHaveLength(6);
    await expect(by("inv-2")).rejects.toThrow("event_not_found");
  });

  test("an event that is not stored, whose made-up parts can be left out", async () => {
    const draft = (event: object) => explainDraft({ ctx: stack.ctx, input: { event, show: "matched" } });
    const explained = await draft({ pattern: "invoice.created", payload: { amount: 10_000 } });
    if (explained.outcome !== "explained") throw new Error(explained.outcome);
    expect(namesOf(explained.rows)).toContain("b prefix, too small");
    expect(explained.rows.every(({ recorded }) => recorded === null)).toBe(true);
    expect(await draft({ pattern: "has space", payload: {} })).toMatchObject({
      outcome: "invalid_event",
      refusal: { pointer: "/pattern" },
    });
    expect(await draft({ pattern: "a", payload: {}, sent: true })).toMatchObject({
      refusal: { pointer: "/sent" },
    });
  });
});

test("a member called __proto__ of an event that is not stored is found", async () => {
  const rule: Pattern = {
    type: "exact",
    value: "prototype.sent",
    filters: [
      { field: "$.payload.__proto__.a", operator: "equals", value: 1 },
      { field: "$.metadata.__proto__.b", operator: "equals", value: 2 },
    ],
  };
  const patternId = await newPattern("prototype", rule);
  const event = JSON.parse(
    '{"pattern":"prototype.sent","payload":{"__proto__":{"a":1}},"metadata":{"__proto__":{"b":2}}}',
  );
  const explained = await explainDraft({ ctx: stack.ctx, input: { event, patternId } });
  expect(explained).toMatchObject({ rows: [{ explanation: { outcome: "matched" } }] });
});

describe("what was recorded", () => {
  async function recordOf(patternId: string) {
    return (await pageOf({ patternId })).rows[0]?.recorded;
  }

  async function storeOne(): Promise<void> {
    [rowId = ""] = await storeEvents(stack.ctx, [{ pattern: "invoice.created", payload: { amount: 1_500 } }]);
  }

  test("an older version matched; today's would as well, then would not", async () => {
    const id = await newPattern("changing", over(1_000));
    await storeOne();
    await recordMatch(rowId, id, 1);
    expect(await recordOf(id)).toMatchObject({ agrees: true, versionThen: 1, match: { version: 1 } });
    await change(id, "changing", 1, over(1_200));
    expect(await recordOf(id)).toMatchObject({
      agrees: true,
      message: "Version 1 matched when the event was stored; version 2, which is today's, would as well.",
    });
    await change(id, "changing", 2, over(2_000));
    expect(await recordOf(id)).toMatchObject({
      agrees: false,
      message: "Version 1 matched when the event was stored; version 3, which is today's, would not.",
    });
  });

  test("it did not match, and today's version would", async () => {
    const id = await newPattern("widened", over(2_000));
    await storeOne();
    expect(await recordOf(id)).toMatchObject({ agrees: true, match: null });
    await change(id, "widened", 1, over(1_000));
    expect(await recordOf(id)).toMatchObject({
      agrees: false,
      message: "Version 1, which was in force when the event was stored, did not match; version 2 would.",
    });
  });

  test("it was not there yet", async () => {
    await storeOne();
    const id = await newPattern("late", over(1_000));
    expect(await recordOf(id)).toMatchObject({
      agrees: false,
      versionThen: null,
      message: "The pattern was not there yet when the event was stored.",
    });
  });

  test("it was switched off", async () => {
    const id = await newPattern("off", over(1_000), false);
    await storeOne();
    await setPatternEnabled({ ctx: stack.ctx, input: { id, version: 1, enabled: true } });
    expect(await recordOf(id)).toMatchObject({
      agrees: false,
      message: "Version 1, which was in force when the event was stored, was switched off.",
    });
  });
});

test("ten thousand patterns are answered in bounded pages", async () => {
  const { sql } = stack.ctx.db;
  await sql`
    insert into patterns (id, workflow_id, name, type, value, filters)
    select gen_random_uuid(), ${workflowId}, 'many ' || n, case when n % 7 = 0 then 'regex' else 'exact' end,
      'many.' || n, '[]'
    from generate_series(1, 10000) as n`;
  const startedMs = performance.now();
  const first = await pageOf({ limit: 200 });
  expect(performance.now() - startedMs).toBeLessThan(5_000);
  expect(first.nextCursor).not.toBeNull();
  const rows = await allOf({ limit: 200 });
  expect(new Set(rows.map(({ patternId }) => patternId)).size).toBe(rows.length);
  expect(rows.filter(({ name }) => name.startsWith("many "))).toHaveLength(10_000);
});
