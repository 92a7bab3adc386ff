import { lockWorkflow, setWorkflowEnabled as storeEnabled } from "#db/queries/workflows.ts";
import { setWorkflowEnabledInput } from "#schemas/workflow-enabled.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";

export type SetWorkflowEnabledResult =
  | { readonly outcome: "updated" }
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "not_found" };

/** Switches a workflow on or off. Patterns of one that is off match nothing. */
export async function setWorkflowEnabled(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<SetWorkflowEnabledResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "workflows.write");
  const { id, enabled } = setWorkflowEnabledInput.parse(args.input);
  return await ctx.db.sql.begin(async (sql): Promise<SetWorkflowEnabledResult> => {
    const current = await lockWorkflow(sql, id);
    if (current === null) return { outcome: "not_found" };
    if (current.enabled === enabled) return { outcome: "unchanged" };
    await storeEnabled(sql, id, enabled);
    await recordAudit(ctx, sql, {
      action: enabled ? "workflow.enabled" : "workflow.disabled",
      entityType: "workflow",
      entityId: id,
      before: { enabled: current.enabled },
      after: { enabled },
    });
    return { outcome: "updated" };
  });
}
