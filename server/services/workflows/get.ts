import { readWorkflow } from "#db/queries/workflows.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { definitionOf, revisionOf, type WorkflowDefinition } from "./revision.ts";

export type GetWorkflowResult =
  | {
      readonly outcome: "found";
      readonly id: string;
      readonly definition: WorkflowDefinition;
      readonly revision: string;
    }
  | { readonly outcome: "not_found" };

/** One workflow, without its secret. */
export async function getWorkflow(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetWorkflowResult> {
  requirePermission(args.ctx.actor, "workflows.read");
  const row = await readWorkflow(args.ctx.db.sql, byId.parse(args.input).id);
  if (row === null) return { outcome: "not_found" };
  const definition = definitionOf(row);
  return { outcome: "found", id: row.id, definition, revision: revisionOf(definition) };
}
