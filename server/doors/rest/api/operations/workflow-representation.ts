import { z } from "zod";
import { target, workflowInput } from "#schemas/workflow.ts";
import type { WorkflowPage } from "#server/services/workflows/list.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { instant } from "./event-representation.ts";

answerSchema("Target", target);
requestSchema("NewTarget", target);

/** A workflow as it is sent. Members that workflows do not have are refused. */
export const newWorkflowSchema = requestSchema("NewWorkflow", z.strictObject(workflowInput.shape));

const members = { id: z.uuid(), name: z.string(), description: z.string(), target, enabled: z.boolean() };

export const workflowSchema = answerSchema("Workflow", z.strictObject(members));

export const createdWorkflowSchema = answerSchema(
  "CreatedWorkflow",
  z.strictObject({
    ...members,
    signingSecret: z.string().describe("Signs the deliveries. It is shown this once."),
  }),
);

/** A workflow in a list. */
export const workflowSummarySchema = answerSchema(
  "WorkflowSummary",
  z.strictObject({
    ...members,
    createdAt: instant,
    patterns: z.int().min(0).describe("Patterns that start it."),
    lastDelivery: z.strictObject({ createdAt: instant, status: z.string() }).nullable(),
  }),
);

export function summaryOf(row: WorkflowPage["rows"][number]): z.output<typeof workflowSummarySchema> {
  const { id, name, description, target: to, enabled, createdAt, patterns } = row;
  const { lastDeliveryAt, lastDeliveryStatus } = row;
  const lastDelivery =
    lastDeliveryAt === null || lastDeliveryStatus === null
      ? null
      : { createdAt: lastDeliveryAt, status: lastDeliveryStatus };
  return { id, name, description, target: to, enabled, createdAt, patterns, lastDelivery };
}

export const WORKFLOW_EXAMPLE = {
  name: "Notify billing",
  description: "",
  target: { kind: "http", url: "https://billing.example/hooks", timeoutMs: 10_000 },
  enabled: true,
} as const satisfies z.output<typeof newWorkflowSchema>;
