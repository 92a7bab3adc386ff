import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#e2e/support/test-database.ts";
import { asAdmin, createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import type { ActorCtx } from "../context.ts";
import { createWorkflow } from "./create.ts";
import { listWorkflows } from "./list.ts";
import { setWorkflowEnabled } from "./set-enabled.ts";

const INPUT = { name: "Notify billing", target: { kind: "http", url: "https://example.com/hooks" } };

let database: TestDatabase;
let runtime: Runtime;
let ctx: ActorCtx;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  runtime = await createTestRuntime(database, database.appUrl);
  ctx = asAdmin(runtime);
});

afterAll(async () => {
  await runtime.close();
  await database.drop();
});

test("the signing secret is given once, kept encrypted, and is not in the audit", async () => {
  const created = await createWorkflow({ ctx, input: INPUT });
  if (created.outcome !== "created") throw new Error(created.outcome);
  id = created.id;
  expect(created.signingSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const [row] = await ctx.db.sql<{ secret: string }[]>`select signing_secret as secret from workflows`;
  expect(row?.secret).not.toContain(created.signingSecret.slice(6));
  expect(ctx.secrets.decrypt(row?.secret ?? "")).toBe(created.signingSecret);
  const everything = await ctx.db.sql`select * from audit_entries`;
  expect(everything).toHaveLength(1);
  expect(JSON.stringify([everything, await listWorkflows({ ctx, input: {} })])).not.toContain("whsec_");
});

test("a name is given once", async () => {
  expect(await createWorkflow({ ctx, input: INPUT })).toEqual({ outcome: "name_taken" });
  expect(await ctx.db.sql`select from audit_entries`).toHaveLength(1);
});

test("switching on what is on writes nothing", async () => {
  expect(await setWorkflowEnabled({ ctx, input: { id, enabled: true } })).toEqual({ outcome: "unchanged" });
  expect(await setWorkflowEnabled({ ctx, input: { id, enabled: false } })).toEqual({ outcome: "updated" });
  const rows = await ctx.db.sql`select action, before, after from audit_entries order by id`;
  expect(rows.slice(1)).toEqual([
    { action: "workflow.disabled", before: { enabled: true }, after: { enabled: false } },
  ]);
});
