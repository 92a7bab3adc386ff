import { randomBytes } from "node:crypto";
import type { Pattern } from "#schemas/pattern/types.ts";
import type { Target } from "#schemas/workflow.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import { createSource } from "#server/services/sources/create.ts";
import { asAdmin } from "./test-runtime.ts";

/** Adds a GitHub source and makes the process know it at once. */
export async function seedGithubSource(runtime: Runtime, key: string, secret: string): Promise<void> {
  const ctx = asAdmin(runtime);
  await createSource({ ctx, input: { key, name: key, preset: "github", secret } });
  await runtime.ctx.sources.refresh(runtime.ctx);
}

/** Makes a publisher's key for the native source. */
export async function seedApiKey(runtime: Runtime): Promise<string> {
  const source = runtime.ctx.sources.byKey("api") ?? (await refreshed(runtime));
  const { key } = await createApiKey({ ctx: asAdmin(runtime), input: { sourceId: source.id, name: "test" } });
  await runtime.ctx.sources.refresh(runtime.ctx);
  return key;
}

async function refreshed(runtime: Runtime) {
  await runtime.ctx.sources.refresh(runtime.ctx);
  const source = runtime.ctx.sources.byKey("api");
  if (!source) throw new Error("The native source is missing.");
  return source;
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
