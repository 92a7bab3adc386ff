import { randomBytes } from "node:crypto";
import type { Pattern } from "#schemas/pattern/types.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import type { Target } from "#schemas/workflow.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import { createSource } from "#server/services/sources/create.ts";
import { findSource } from "#server/services/sources/find.ts";
import { asAdmin } from "./test-runtime.ts";

/** Adds a GitHub source. */
export async function seedGithubSource(runtime: Runtime, key: string, secret: string): Promise<void> {
  const ctx = asAdmin(runtime);
  await createSource({ ctx, input: { key, name: key, preset: "github", secret } });
}

/** Makes a publisher's key for the native source. */
export async function seedApiKey(runtime: Runtime): Promise<string> {
  const source = await findSource(runtime.ctx, (directory) => directory.byKey(NATIVE_SOURCE_KEY));
  if (!source) throw new Error("The native source is missing.");
  const input = { sourceId: source.id, name: "test" };
  const created = await createApiKey({ ctx: asAdmin(runtime), input });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.key;
}

/** Adds a workflow with one pattern. */
export async function seedWorkflow(
  { ctx }: Runtime,
  input: { readonly name: string; readonly target: Target; readonly pattern: Pattern },
): Promise<{ readonly workflowId: string; readonly patternId: string; readonly signingSecret: string }> {
  const { name, target, pattern } = input;
  const [workflowId, patternId] = [ctx.newId(), ctx.newId()];
  const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;
  await ctx.db.sql`
    insert into workflows (id, name, target, signing_secret)
    values (${workflowId}, ${name}, ${JSON.stringify(target)}::jsonb, ${ctx.secrets.encrypt(signingSecret)})`;
  await ctx.db.sql`
    insert into patterns (id, workflow_id, name, type, value, filters)
    values (${patternId}, ${workflowId}, ${name}, ${pattern.type}, ${pattern.value}, ${JSON.stringify(pattern.filters)}::jsonb)`;
  return { workflowId, patternId, signingSecret };
}
