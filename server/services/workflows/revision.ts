import { createHash } from "node:crypto";
import type { WorkflowRow } from "#db/queries/workflows.ts";
import { type Target, target } from "#schemas/workflow.ts";

/** What can be changed of a workflow. */
export interface WorkflowDefinition {
  readonly name: string;
  readonly description: string;
  readonly target: Target;
  readonly enabled: boolean;
}

export function definitionOf(row: WorkflowRow): WorkflowDefinition {
  const { name, description, enabled } = row;
  return { name, description, target: target.parse(row.target), enabled };
}

/**
 * Names the state that a workflow is in: two definitions have the same revision when they say the same. Whoever
 * changes a workflow names the revision seen, so that nobody's change is overwritten unseen.
 */
export function revisionOf({ name, description, target: to, enabled }: WorkflowDefinition): string {
  const said = [name, description, enabled, to.kind, ...(to.kind === "http" ? [to.url, to.timeoutMs] : [])];
  return createHash("sha256").update(JSON.stringify(said)).digest("base64url");
}
