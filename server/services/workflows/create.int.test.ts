import { expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createWorkflow } from "./create.ts";
import { listWorkflows } from "./list.ts";
import { setWorkflowEnabled } from "./set-enabled.ts";

const INPUT = { name: "Notify billing", target: { kind: "http", url: "https://example.com/hooks" } };

const stack = sharedRuntime();
let id: string;

test("the signing secret is given once, kept encrypted, and is not in the audit", async () => {
  const { ctx } = stack;
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
  expect(await createWorkflow({ ctx: stack.ctx, input: INPUT })).toEqual({ outcome: "name_taken" });
  expect(await stack.ctx.db.sql`select from audit_entries`).toHaveLength(1);
});

test("switching on what is on writes nothing", async () => {
  const { ctx } = stack;
  expect(await setWorkflowEnabled({ ctx, input: { id, enabled: true } })).toEqual({ outcome: "unchanged" });
  expect(await setWorkflowEnabled({ ctx, input: { id, enabled: false } })).toEqual({ outcome: "updated" });
  const rows = await ctx.db.sql`select action, before, after from audit_entries order by id`;
  expect(rows.slice(1)).toEqual([
    { action: "workflow.disabled", before: { enabled: true }, after: { enabled: false } },
  ]);
});
