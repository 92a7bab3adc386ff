import { listWorkflows as listRows, type WorkflowListRow } from "#db/queries/workflows.ts";
import { listByNameInput } from "#schemas/by-id.ts";
import { MAX_PAGE_ROWS } from "#schemas/page.ts";
import { type Target, target } from "#schemas/workflow.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

export interface WorkflowListItem extends WorkflowListRow {
  readonly target: Target;
}

export interface WorkflowPage {
  readonly rows: readonly WorkflowListItem[];
  readonly nextCursor: string | null;
}

/** A page of workflows by name, without their secrets. */
export async function listWorkflows(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<WorkflowPage> {
  requirePermission(args.ctx.actor, "workflows.read");
  const { cursor } = listByNameInput.parse(args.input);
  const found = await listRows(args.ctx.db.sql, { after: cursor ?? null, limit: MAX_PAGE_ROWS + 1 });
  const rows = found.slice(0, MAX_PAGE_ROWS).map((row) => ({ ...row, target: target.parse(row.target) }));
  return { rows, nextCursor: found.length > MAX_PAGE_ROWS ? (rows.at(-1)?.name ?? null) : null };
}
