import { z } from "zod";
import { patternFilterSchema } from "#schemas/pattern/schema.ts";
import { type PatternDefinition, patternDefinition } from "#schemas/pattern-definition.ts";
import type { PatternPage } from "#server/services/patterns/list.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { instant } from "./event-representation.ts";

answerSchema("Filter", patternFilterSchema);
requestSchema("NewFilter", patternFilterSchema);
answerSchema("Rule", patternDefinition.shape.rule);
requestSchema("NewRule", patternDefinition.shape.rule);

/** A pattern as it is sent. Members that patterns do not have are refused. */
export const newPatternSchema = requestSchema("NewPattern", z.strictObject(patternDefinition.shape));

export const patternEnabledSchema = requestSchema("PatternEnabled", z.strictObject({ enabled: z.boolean() }));

const head = {
  id: z.uuid(),
  version: z.int().min(1).describe("Grows by one with every change; the ETag."),
};

export const patternSchema = answerSchema("Pattern", z.strictObject({ ...head, ...patternDefinition.shape }));

export function representationOf(
  id: string,
  version: number,
  { name, workflowId, enabled, rule }: PatternDefinition,
): z.output<typeof patternSchema> {
  return { id, version, name, workflowId, enabled, rule };
}

/** A pattern in a list. */
export const patternSummarySchema = answerSchema(
  "PatternSummary",
  z.strictObject({
    ...head,
    name: z.string(),
    enabled: z.boolean(),
    type: z.string().describe("How `value` is compared with an event's name: `exact`, `prefix` or `regex`."),
    value: z.string(),
    filterCount: z.int().min(0),
    workflow: z.strictObject({ id: z.uuid(), name: z.string(), enabled: z.boolean() }),
    updatedAt: instant,
    matches: z.int().min(0).max(1_001).describe("Events that it matched; 1 001 stands for more than 1 000."),
    lastMatchAt: instant.nullable(),
  }),
);

export function summaryOf(row: PatternPage["rows"][number]): z.output<typeof patternSummarySchema> {
  const { workflowId, workflowName, workflowEnabled, ...pattern } = row;
  return {
    id: pattern.id,
    version: pattern.version,
    name: pattern.name,
    enabled: pattern.enabled,
    type: pattern.type,
    value: pattern.value,
    filterCount: pattern.filterCount,
    workflow: { id: workflowId, name: workflowName, enabled: workflowEnabled },
    updatedAt: pattern.updatedAt,
    matches: pattern.matches,
    lastMatchAt: pattern.lastMatchAt,
  };
}

export const PATTERN_EXAMPLE: PatternDefinition = {
  name: "Large invoices",
  workflowId: "018e41b2-6f00-7c3a-9d51-2f1f6c0a7e43",
  enabled: true,
  rule: {
    type: "exact",
    value: "invoice.created",
    filters: [{ field: "$.payload.amount", operator: "gt", value: 1000 }],
  },
};
