/** The form's fields as they are typed. */
export interface WorkflowDraft {
  readonly name: string;
  readonly description: string;
  readonly kind: "http" | "log";
  readonly url: string;
  readonly timeoutSeconds: string;
}

const SECOND_MS = 1_000;

/** What the draft asks for; schemas/workflow.ts says whether it is valid. */
export function workflowOf({ name, description, kind, url, timeoutSeconds }: WorkflowDraft) {
  const target =
    kind === "log" ? { kind } : { kind, url, timeoutMs: Math.round(Number(timeoutSeconds) * SECOND_MS) };
  return { name, description, target, enabled: true };
}
