import { listByNameInput } from "#schemas/by-id.ts";
import { workflowInput } from "#schemas/workflow.ts";
import { setWorkflowEnabledInput } from "#schemas/workflow-enabled.ts";
import { createWorkflow } from "#server/services/workflows/create.ts";
import { listWorkflows } from "#server/services/workflows/list.ts";
import { setWorkflowEnabled } from "#server/services/workflows/set-enabled.ts";
import { refusal } from "../refusal.ts";
import { nameTaken } from "../replacement.ts";
import { permitted, router } from "../trpc.ts";

const writing = permitted("workflows.write");

/** What runs when an event matches. */
export const workflowsRouter = router({
  list: permitted("workflows.read")
    .input(listByNameInput)
    .query(({ ctx, input }) => listWorkflows({ ctx: ctx.service, input })),

  create: writing.input(workflowInput).mutation(async ({ ctx, input }) => {
    const result = await createWorkflow({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "created":
        return { id: result.id, signingSecret: result.signingSecret };
      case "name_taken":
        throw nameTaken("workflow");
    }
  }),

  setEnabled: writing.input(setWorkflowEnabledInput).mutation(async ({ ctx, input }) => {
    const result = await setWorkflowEnabled({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "updated":
        return { changed: true };
      case "unchanged":
        return { changed: false };
      case "not_found":
        throw refusal("NOT_FOUND", "workflow_not_found", "There is no workflow with this id.");
    }
  }),
});
