import type { Outputs } from "#components/trpc/client.ts";

export type WorkflowRow = Outputs["workflows"]["list"]["rows"][number];

/** A workflow that was just made, with the secret that is shown this once. */
export interface CreatedWorkflow {
  readonly name: string;
  readonly signingSecret: string;
}
