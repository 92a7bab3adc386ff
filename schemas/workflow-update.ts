import { z } from "zod";
import { workflowInput } from "./workflow.ts";

const { name, description, target, enabled } = workflowInput.shape;

/** What changes of a workflow. What is left out stays as it is, so the defaults of a new workflow do not apply. */
export const workflowChange = z.strictObject({
  name: name.optional(),
  description: description.unwrap().optional(),
  target: target.optional(),
  enabled: enabled.unwrap().optional(),
});

/** `revision` is the one that the caller saw: a change that was made meanwhile is not overwritten. */
export const updateWorkflowInput = z.object({ id: z.uuid(), revision: z.string(), change: workflowChange });
