import { isDeepStrictEqual } from "node:util";
import { isWorkflowNameTaken, lockWorkflow, replaceWorkflow } from "#db/queries/workflows.ts";
import { updateWorkflowInput } from "#schemas/workflow-update.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { definitionOf, revisionOf } from "./revision.ts";

export type UpdateWorkflowResult =
  | { readonly outcome: "updated" | "unchanged"; readonly revision: string }
  | { readonly outcome: "not_found" }
  | { readonly outcome: "stale_revision" }
  | { readonly outcome: "name_taken" };

/** Changes what the input names of a workflow, unless nothing changes or somebody else was faster. Its secret stays. */
export async function updateWorkflow(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<UpdateWorkflowResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "workflows.write");
  const { id, revision, change } = updateWorkflowInput.parse(args.input);
  return await ctx.db.sql.begin(async (sql): Promise<UpdateWorkflowResult> => {
    const row = await lockWorkflow(sql, id);
    if (row === null) return { outcome: "not_found" };
    const before = definitionOf(row);
    if (revisionOf(before) !== revision) return { outcome: "stale_revision" };
    const after = {
      name: change.name ?? before.name,
      description: change.description ?? before.description,
      target: change.target ?? before.target,
      enabled: change.enabled ?? before.enabled,
    };
    if (isDeepStrictEqual(before, after)) return { outcome: "unchanged", revision };
    if (await isWorkflowNameTaken(sql, after.name, id)) return { outcome: "name_taken" };
    await replaceWorkflow(sql, { id, ...after });
    const entity = { entityType: "workflow", entityId: id, before, after };
    await recordAudit(ctx, sql, { action: "workflow.updated", ...entity });
    return { outcome: "updated", revision: revisionOf(after) };
  });
}
