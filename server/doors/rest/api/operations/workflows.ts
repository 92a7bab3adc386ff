import { z } from "zod";
import { listByNameInput } from "#schemas/by-id.ts";
import { workflowChange } from "#schemas/workflow-update.ts";
import type { ActorCtx } from "#server/services/context.ts";
import { createWorkflow } from "#server/services/workflows/create.ts";
import { getWorkflow } from "#server/services/workflows/get.ts";
import { listWorkflows } from "#server/services/workflows/list.ts";
import { revisionOf } from "#server/services/workflows/revision.ts";
import { updateWorkflow } from "#server/services/workflows/update.ts";
import { type Answer, created, notFound, ok } from "../answer.ts";
import { etagOf, refuseUnlessMatching, staleVersion, unlessKnown } from "../etag.ts";
import { requestSchema } from "../named.ts";
import { BY_ID, NO_BODY, NONE, operation } from "../operation.ts";
import { cursorParameter, pageAnswer, pageSchema } from "../page.ts";
import { nameTaken } from "../versioned.ts";
import {
  createdWorkflowSchema,
  newWorkflowSchema,
  summaryOf,
  WORKFLOW_EXAMPLE,
  workflowSchema,
  workflowSummarySchema,
} from "./workflow-representation.ts";

const resource = { tag: "Workflows", params: BY_ID, query: NONE } as const;
const workflowAnswer = {
  status: 200,
  description: "The workflow.",
  schema: workflowSchema,
  headers: ["ETag"],
} as const;

export const workflowOperations = [
  operation({
    method: "get",
    path: "/workflows",
    operationId: "listWorkflows",
    summary: "List workflows",
    description: "By name.",
    tag: "Workflows",
    scope: "read",
    params: NONE,
    query: z.strictObject({ cursor: cursorParameter(listByNameInput.shape.cursor.unwrap().unwrap()) }),
    body: NO_BODY,
    success: {
      status: 200,
      description: "A page of workflows.",
      schema: pageSchema("WorkflowPage", workflowSummarySchema),
      headers: ["Link"],
    },
    handle: async ({ ctx, query, url }) => {
      const { rows, nextCursor } = await listWorkflows({ ctx, input: query });
      return pageAnswer(url, rows.map(summaryOf), nextCursor);
    },
  }),

  operation({
    method: "post",
    path: "/workflows",
    operationId: "createWorkflow",
    summary: "Add a workflow",
    description: "The answer holds the secret that signs its deliveries (Standard Webhooks), this once.",
    tag: "Workflows",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: newWorkflowSchema,
    bodyExample: WORKFLOW_EXAMPLE,
    success: {
      status: 201,
      description: "The workflow and its signing secret.",
      schema: createdWorkflowSchema,
      headers: ["ETag", "Location"],
    },
    problems: [409],
    handle: async ({ ctx, body }) => {
      const result = await createWorkflow({ ctx, input: body });
      switch (result.outcome) {
        case "created": {
          const { id, signingSecret } = result;
          const etag = etagOf(revisionOf(body));
          return created({ id, ...body, signingSecret }, `/api/v1/workflows/${id}`, { etag });
        }
        case "name_taken":
          return nameTaken("workflow");
      }
    },
  }),

  operation({
    ...resource,
    method: "get",
    path: "/workflows/{id}",
    operationId: "getWorkflow",
    summary: "Read a workflow",
    scope: "read",
    body: NO_BODY,
    success: workflowAnswer,
    conditional: "read",
    handle: async ({ ctx, params, headers }) => {
      const found = await getWorkflow({ ctx, input: params });
      if (found.outcome === "not_found") return notFound("workflow");
      return unlessKnown(headers, etagOf(found.revision), ok({ id: found.id, ...found.definition }));
    },
  }),

  operation({
    ...resource,
    method: "put",
    path: "/workflows/{id}",
    operationId: "replaceWorkflow",
    summary: "Replace a workflow",
    description: "Everything but its signing secret. Deliveries that are under way go to the new target.",
    scope: "manage",
    body: newWorkflowSchema,
    bodyExample: WORKFLOW_EXAMPLE,
    success: workflowAnswer,
    conditional: "change",
    problems: [409],
    handle: ({ ctx, params, headers, body }) => change(ctx, params.id, headers, body),
  }),

  operation({
    ...resource,
    method: "patch",
    path: "/workflows/{id}",
    operationId: "changeWorkflow",
    summary: "Change parts of a workflow",
    description: "What the body leaves out stays as it is. Patterns of a workflow that is off match nothing.",
    scope: "manage",
    body: requestSchema("WorkflowChange", workflowChange),
    bodyExample: { enabled: false },
    success: workflowAnswer,
    conditional: "change",
    problems: [409],
    handle: ({ ctx, params, headers, body }) => change(ctx, params.id, headers, body),
  }),
];

async function change(
  ctx: ActorCtx,
  id: string,
  headers: Headers,
  body: z.output<typeof workflowChange>,
): Promise<Answer> {
  const found = await getWorkflow({ ctx, input: { id } });
  if (found.outcome === "not_found") return notFound("workflow");
  const { revision, definition } = found;
  const refusal = refuseUnlessMatching(headers, etagOf(revision));
  if (refusal) return refusal;
  const result = await updateWorkflow({ ctx, input: { id, revision, change: body } });
  switch (result.outcome) {
    case "updated":
    case "unchanged":
      return ok({ id, ...definition, ...body }, { etag: etagOf(result.revision) });
    case "not_found":
      return notFound("workflow");
    case "stale_revision":
      return staleVersion();
    case "name_taken":
      return nameTaken("workflow");
  }
}
