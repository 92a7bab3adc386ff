import { randomBytes } from "node:crypto";
import { insertWorkflow } from "#db/queries/workflows.ts";
import { workflowInput } from "#schemas/workflow.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";

/** Standard Webhooks asks for 24 to 64 random bytes. */
const SIGNING_SECRET_BYTES = 32;

export type CreateWorkflowResult =
  | {
      readonly outcome: "created";
      readonly id: string;
      /** In plain, this once: only its encrypted form is kept. */
      readonly signingSecret: string;
    }
  | { readonly outcome: "name_taken" };

/** Adds a workflow with a signing secret of its own (Standard Webhooks: `whsec_` and base64). */
export async function createWorkflow(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CreateWorkflowResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "workflows.write");
  const workflow = workflowInput.parse(args.input);
  const id = ctx.newId();
  const signingSecret = `whsec_${randomBytes(SIGNING_SECRET_BYTES).toString("base64")}`;
  return await ctx.db.sql.begin(async (sql): Promise<CreateWorkflowResult> => {
    const created = await insertWorkflow(sql, { id, ...workflow }, ctx.secrets.encrypt(signingSecret));
    if (created === "name_taken") return { outcome: "name_taken" };
    await recordAudit(ctx, sql, {
      action: "workflow.created",
      entityType: "workflow",
      entityId: id,
      before: null,
      after: workflow,
    });
    return { outcome: "created", id, signingSecret };
  });
}
