import { afterAll, beforeEach, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { ActorCtx } from "../context.ts";
import { createRule } from "./create.ts";
import { getRule } from "./get.ts";
import { listRules } from "./list.ts";
import { setRuleEnabled } from "./set-enabled.ts";
import { updateRule } from "./update.ts";

const stack = sharedRuntime();

let id: string;
let definition: ReturnType<typeof checkNamed>;
let count = 0;

function checkNamed(name: string, expression = "payload.total == payload.net + payload.tax") {
  return {
    name,
    severity: "refuse",
    enabled: true,
    appliesTo: { type: "exact", value: "invoice.created", filters: [] },
    rule: { kind: "check", expression, message: "The total must be net plus tax", field: "$.payload.total" },
  };
}

function machineNamed(name: string, changes: object = {}) {
  return {
    name,
    severity: "refuse",
    enabled: true,
    appliesTo: { type: "prefix", value: "order.", filters: [] },
    rule: {
      kind: "transition",
      entity: "$.payload.orderId",
      state: { from: "field", field: "$.payload.status" },
      initial: ["new"],
      transitions: [{ from: "new", to: "paid" }],
      ...changes,
    },
  };
}

function eventWith(payload: Envelope["payload"], pattern = "invoice.created"): Envelope {
  return {
    eventId: "e-1",
    pattern,
    version: "1.0",
    source: { type: "external", id: "shop" },
    timestamp: "2026-03-01T12:00:00Z",
    payload,
    metadata: {},
  };
}

async function add(input: object): Promise<string> {
  const result = await createRule({ ctx: stack.ctx, input });
  if (result.outcome !== "created") throw new Error(JSON.stringify(result));
  return result.id;
}

async function judge(...events: Envelope[]) {
  await stack.ctx.rules.refresh(stack.ctx.db.sql);
  return await stack.ctx.rules.judge(events);
}

async function rowOf(ruleId: string) {
  const [row] = await stack.ctx.db.sql<{ generation: number; learning: string | null; kind: string }[]>`
    select generation, learning, kind from business_rules where id = ${ruleId}`;
  if (row === undefined) throw new Error("The rule is not there.");
  return row;
}

const audit = (entityId: string) =>
  stack.ctx.db.sql`select action, before, after from audit_entries where entity_id = ${entityId} order by id`;

beforeEach(async () => {
  // Rules cannot be deleted by the application; each test has its own.
  for (const row of (await listRules({ ctx: stack.ctx, input: {} })).rows) {
    await setRuleEnabled({ ctx: stack.ctx, input: { id: row.id, version: row.version, enabled: false } });
  }
  count += 1;
  definition = checkNamed(`rule ${count}`);
  id = await add(definition);
});

afterAll(() => stack.ctx.evaluators.close());

test("a rule begins at version 1, with its audit row, and judges", async () => {
  expect(await getRule({ ctx: stack.ctx, input: { id } })).toMatchObject({
    outcome: "found",
    version: 1,
    definition,
    isLearning: false,
    versions: [{ version: 1, authorLabel: "admin@example.com", definition }],
  });
  expect(await audit(id)).toMatchObject([
    { action: "rule.created", before: null, after: { name: definition.name } },
  ]);
  const [good, bad, incomplete, other] = await judge(
    eventWith({ total: 0.3, net: 0.1, tax: 0.2 }),
    eventWith({ total: 4, net: 1, tax: 2 }),
    eventWith({ total: 4, net: 1 }),
    eventWith({}, "order.created"),
  );
  expect(good).toEqual({ refusals: [], warnings: [] });
  expect(other).toEqual({ refusals: [], warnings: [] });
  expect(bad).toEqual({
    refusals: [
      {
        pointer: "/payload/total",
        message: "The total must be net plus tax",
        rule: definition.name,
        ruleVersion: 1,
        expected: "payload.total == payload.net + payload.tax",
        actual: '{"payload.total":4,"payload.net":1,"payload.tax":2}',
      },
    ],
    warnings: [],
  });
  expect(incomplete?.refusals).toMatchObject([
    {
      message: "The total must be net plus tax. `payload.tax` is missing.",
      actual: '{"payload.total":4,"payload.net":1}',
    },
  ]);
});

test("a change is the next version, and counts at once", async () => {
  const { ctx } = stack;
  const changed = { ...definition, severity: "warn" };
  expect(await updateRule({ ctx, input: { id, version: 1, definition: changed } })).toEqual({
    outcome: "updated",
    version: 2,
  });
  expect(await judge(eventWith({ total: 4, net: 1, tax: 2 }))).toMatchObject([
    { refusals: [], warnings: [{ rule: definition.name, ruleVersion: 2 }] },
  ]);
  expect((await audit(id))[1]).toMatchObject({ before: { severity: "refuse" }, after: { severity: "warn" } });
  expect(await setRuleEnabled({ ctx, input: { id, version: 2, enabled: false } })).toMatchObject({
    version: 3,
  });
  expect(await judge(eventWith({}))).toEqual([{ refusals: [], warnings: [] }]);
});

test("what changes nothing writes nothing; of two changes one wins", async () => {
  const { ctx } = stack;
  expect(await updateRule({ ctx, input: { id, version: 1, definition } })).toEqual({
    outcome: "unchanged",
    version: 1,
  });
  expect(await audit(id)).toHaveLength(1);
  const change = (message: string) => ({ ...definition, rule: { ...definition.rule, message } });
  const results = await Promise.all([
    updateRule({ ctx, input: { id, version: 1, definition: change("a") } }),
    updateRule({ ctx, input: { id, version: 1, definition: change("b") } }),
  ]);
  expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(["stale_version", "updated"]);
});

test("names are unique, expressions can be read, tables are there", async () => {
  const { ctx } = stack;
  expect(await createRule({ ctx, input: definition })).toEqual({ outcome: "name_taken" });
  expect(await createRule({ ctx, input: checkNamed("x", "payload.total = 3") })).toMatchObject({
    outcome: "invalid_expression",
    position: 15,
  });
  expect(await createRule({ ctx, input: checkNamed("x", "exists_in('nowhere', payload.a)") })).toEqual({
    outcome: "unknown_table",
    table: "nowhere",
  });
  expect(
    await updateRule({
      ctx,
      input: { id, version: 1, definition: checkNamed("x", "exists_in('nowhere', 1)") },
    }),
  ).toEqual({
    outcome: "unknown_table",
    table: "nowhere",
  });
  expect(await updateRule({ ctx, input: { id: ctx.newId(), version: 1, definition } })).toEqual({
    outcome: "not_found",
  });
});

test("a new state machine learns; one that looks at something else learns anew", async () => {
  const { ctx } = stack;
  const machine = machineNamed(`machine ${count}`);
  const machineId = await add(machine);
  const first = await rowOf(machineId);
  expect(first).toMatchObject({
    generation: 1,
    learning: expect.stringMatching(/^\d+$/),
    kind: "transition",
  });
  await ctx.db.sql`update business_rules set learning = null where id = ${machineId}`;
  const update = async (version: number, changes: object) => {
    const input = { id: machineId, version, definition: machineNamed(`machine ${count}`, changes) };
    expect(await updateRule({ ctx, input })).toMatchObject({ outcome: "updated" });
    return await rowOf(machineId);
  };
  expect(await update(1, { transitions: [] })).toMatchObject({ generation: 1, learning: null });
  const second = await update(2, { entity: "$.payload.id" });
  expect(second).toMatchObject({ generation: 2, learning: expect.stringMatching(/^\d+$/) });
  expect(BigInt(second.learning ?? 0) > BigInt(first.learning ?? 0)).toBe(true);
  await setRuleEnabled({ ctx, input: { id: machineId, version: 3, enabled: false } });
  expect(await rowOf(machineId)).toMatchObject({ generation: 2 });
  await setRuleEnabled({ ctx, input: { id: machineId, version: 4, enabled: true } });
  expect(await rowOf(machineId)).toMatchObject({ generation: 3, learning: expect.any(String) });
  await judge();
  expect(ctx.rules.machines).toMatchObject([
    { ruleId: machineId, version: 5, generation: 3, isLearning: true },
  ]);
  expect(ctx.rules.machines[0]?.appliesTo(eventWith({}, "order.paid"))).toBe(true);
  expect(ctx.rules.machines[0]?.appliesTo(eventWith({}, "invoice.paid"))).toBe(false);
});

test("only admins write", async () => {
  const operator: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, role: "operator" } };
  await expect(createRule({ ctx: operator, input: definition })).rejects.toThrow("rules.write");
  await expect(updateRule({ ctx: operator, input: { id, version: 1, definition } })).rejects.toThrow(
    "rules.write",
  );
  await expect(setRuleEnabled({ ctx: operator, input: { id, version: 1, enabled: false } })).rejects.toThrow(
    "rules.write",
  );
  expect(await getRule({ ctx: operator, input: { id } })).toMatchObject({ outcome: "found" });
});

test("a change whose audit row cannot be written is not made", async () => {
  const ctx: ActorCtx = { ...stack.ctx, newId: () => "not a uuid" };
  await expect(setRuleEnabled({ ctx, input: { id, version: 1, enabled: false } })).rejects.toThrow();
  expect(await getRule({ ctx: stack.ctx, input: { id } })).toMatchObject({ version: 1 });
});

test("a stored rule that cannot be read keeps events unjudged when it refuses, and is skipped when it warns", async () => {
  const { sql } = stack.ctx.db;
  const good = eventWith({ total: 3, net: 1, tax: 2 });
  const other = eventWith({}, "order.created");
  await sql`update business_rules set definition = definition || '{"rule":{"kind":"of tomorrow"}}' where id = ${id}`;
  await expect(judge(other, good)).rejects.toThrow(`“${definition.name}” cannot be read`);
  expect(await judge(other)).toEqual([{ refusals: [], warnings: [] }]);
  const pattern = { type: "regex", value: "(?=x)", filters: [] };
  await sql`update business_rules set definition = definition || ${JSON.stringify({ appliesTo: pattern })}::jsonb where id = ${id}`;
  await expect(judge(other)).rejects.toThrow("cannot be read");
  await sql`update business_rules set severity = 'warn' where id = ${id}`;
  expect(await judge(other, good)).toEqual([
    { refusals: [], warnings: [] },
    { refusals: [], warnings: [] },
  ]);
  await sql`update business_rules set enabled = false where id = ${id}`;
  await sql`update business_rules set definition = ${JSON.stringify(definition)}::jsonb, severity = 'refuse' where id = ${id}`;
});

test("what became a check, or was switched off, is not shown as learning", async () => {
  const { ctx } = stack;
  const name = `machine ${count}`;
  const machine = await add(machineNamed(name));
  expect(await getRule({ ctx, input: { id: machine } })).toMatchObject({ isLearning: true });
  await setRuleEnabled({ ctx, input: { id: machine, version: 1, enabled: false } });
  expect(await getRule({ ctx, input: { id: machine } })).toMatchObject({ isLearning: false });
  await setRuleEnabled({ ctx, input: { id: machine, version: 2, enabled: true } });
  expect(await getRule({ ctx, input: { id: machine } })).toMatchObject({ isLearning: true });
  await updateRule({ ctx, input: { id: machine, version: 3, definition: checkNamed(name) } });
  expect(await getRule({ ctx, input: { id: machine } })).toMatchObject({ isLearning: false });
});

test("there are a thousand rules at most", async () => {
  const { sql } = stack.ctx.db;
  await sql`
    insert into business_rules (id, name, kind, severity, definition, enabled)
    select gen_random_uuid(), 'many ' || n, 'check', 'warn', ${JSON.stringify(definition)}::jsonb, false
    from generate_series(1, 1000 - (select count(*)::int from business_rules)) n`;
  expect(await createRule({ ctx: stack.ctx, input: checkNamed("one more") })).toEqual({
    outcome: "too_many_rules",
    limit: 1_000,
  });
});
