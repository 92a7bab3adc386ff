import { beforeEach, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { PatternDefinition } from "#schemas/pattern-definition.ts";
import type { ActorCtx } from "../context.ts";
import { createWorkflow } from "../workflows/create.ts";
import { createPattern } from "./create.ts";
import { getPattern } from "./get.ts";
import { listPatterns } from "./list.ts";
import { setPatternEnabled } from "./set-enabled.ts";
import { updatePattern } from "./update.ts";

const stack = sharedRuntime();
let definition: PatternDefinition;
let id: string;

beforeEach(async () => {
  const { ctx } = stack;
  const name = ctx.newId();
  const workflow = await createWorkflow({ ctx, input: { name, target: { kind: "log" } } });
  if (workflow.outcome !== "created") throw new Error(workflow.outcome);
  definition = {
    name,
    workflowId: workflow.id,
    enabled: true,
    rule: {
      type: "prefix",
      value: "invoice.",
      filters: [{ field: "$.payload.amount", operator: "gt", value: 1000 }],
    },
  };
  const created = await createPattern({ ctx, input: definition });
  if (created.outcome !== "created") throw new Error(created.outcome);
  id = created.id;
});

async function audit() {
  return await stack.ctx.db.sql<{ action: string; before: object | null; after: object }[]>`
    select action, before, after from audit_entries where entity_id = ${id} order by id`;
}

async function versions() {
  const found = await getPattern({ ctx: stack.ctx, input: { id } });
  return found.outcome === "found" ? found.versions.map(({ version }) => version) : [];
}

test("a new pattern is version 1, with history and audit", async () => {
  expect(await getPattern({ ctx: stack.ctx, input: { id } })).toMatchObject({
    outcome: "found",
    version: 1,
    definition,
  });
  expect(await versions()).toEqual([1]);
  expect(await audit()).toMatchObject([
    { action: "pattern.created", before: null, after: { value: "invoice." } },
  ]);
});

test("a change is the next version; the old one stays readable", async () => {
  const changed = { ...definition, rule: { type: "exact", value: "invoice.paid", filters: [] } };
  expect(await updatePattern({ ctx: stack.ctx, input: { id, version: 1, definition: changed } })).toEqual({
    outcome: "updated",
    version: 2,
  });
  expect(await versions()).toEqual([2, 1]);
  expect((await audit())[1]).toMatchObject({
    action: "pattern.updated",
    before: { type: "prefix", value: "invoice." },
    after: { type: "exact", value: "invoice.paid", filters: [] },
  });
});

test("what changes nothing writes nothing", async () => {
  const { ctx } = stack;
  const before = await ctx.db.sql`select value from revisions where name = 'patterns'`;
  expect(await updatePattern({ ctx, input: { id, version: 1, definition } })).toEqual({
    outcome: "unchanged",
    version: 1,
  });
  expect(await setPatternEnabled({ ctx, input: { id, version: 1, enabled: true } })).toMatchObject({
    outcome: "unchanged",
  });
  expect(await versions()).toEqual([1]);
  expect(await audit()).toHaveLength(1);
  expect(await ctx.db.sql`select value from revisions where name = 'patterns'`).toEqual(before);
});

test("of two changes to the same version one wins, the other learns of it", async () => {
  const change = (value: string) => ({ ...definition, rule: { ...definition.rule, value } });
  const results = await Promise.all([
    updatePattern({ ctx: stack.ctx, input: { id, version: 1, definition: change("order.") } }),
    updatePattern({ ctx: stack.ctx, input: { id, version: 1, definition: change("client.") } }),
  ]);
  expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(["stale_version", "updated"]);
  expect(await versions()).toEqual([2, 1]);
});

test("switching off is a version too", async () => {
  const { ctx } = stack;
  expect(await setPatternEnabled({ ctx, input: { id, version: 1, enabled: false } })).toMatchObject({
    version: 2,
  });
  const found = await getPattern({ ctx, input: { id } });
  expect(found).toMatchObject({ definition: { ...definition, enabled: false } });
});

test("names are unique, workflows exist", async () => {
  const { ctx } = stack;
  expect(await createPattern({ ctx, input: definition })).toEqual({ outcome: "name_taken" });
  const strayed = { ...definition, name: "another", workflowId: ctx.newId() };
  expect(await createPattern({ ctx, input: strayed })).toEqual({ outcome: "workflow_not_found" });
  expect(await updatePattern({ ctx, input: { id: ctx.newId(), version: 1, definition } })).toEqual({
    outcome: "not_found",
  });
});

test("only admins write", async () => {
  const operator: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, role: "operator" } };
  await expect(createPattern({ ctx: operator, input: definition })).rejects.toThrow("patterns.write");
  await expect(
    setPatternEnabled({ ctx: operator, input: { id, version: 1, enabled: false } }),
  ).rejects.toThrow("patterns.write");
});

test("the list counts matches and finds the last one", async () => {
  const { ctx } = stack;
  const eventRowId = ctx.newId();
  await ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    values (${eventRowId}, ${eventRowId}, 'invoice.created', '1.0', '{}', now(), '{}', '{}')`;
  await ctx.db.sql`
    insert into matches (event_row_id, pattern_id, pattern_version, workflow_id, matched_at)
    values (${eventRowId}, ${id}, 1, ${definition.workflowId}, '2026-03-01T12:00:00Z')`;
  const { rows } = await listPatterns({ ctx, input: {} });
  expect(rows.find((row) => row.id === id)).toMatchObject({
    matches: 1,
    filterCount: 1,
    lastMatchAt: "2026-03-01T12:00:00Z",
    workflowName: definition.name,
  });
});
