import { z } from "zod";
import { type BusinessRuleDefinition, businessRuleDefinition, tryRuleInput } from "#schemas/business-rule.ts";
import type { RuleVersion } from "#server/services/rules/get.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { instant } from "./event-representation.ts";

/** A business rule as it is sent. Members that rules do not have are refused. */
export const newRuleSchema = requestSchema("NewBusinessRule", businessRuleDefinition);

export const ruleEnabledSchema = requestSchema(
  "BusinessRuleEnabled",
  z.strictObject({ enabled: z.boolean() }),
);

const version = z.int().min(1).describe("Grows by one with every change; the ETag.");

export const ruleSchema = answerSchema(
  "BusinessRule",
  z.strictObject({ id: z.uuid(), version, ...businessRuleDefinition.shape }),
);

export function representationOf(
  id: string,
  at: number,
  { name, severity, enabled, appliesTo, rule }: BusinessRuleDefinition,
): z.output<typeof ruleSchema> {
  return { id, version: at, name, severity, enabled, appliesTo, rule };
}

/** A rule in a list. */
export const listedRuleSchema = answerSchema(
  "BusinessRuleListed",
  z.strictObject({
    ...ruleSchema.shape,
    isLearning: z
      .boolean()
      .describe("A state machine that reads the log for where its entities are: it refuses nothing yet."),
    updatedAt: instant,
  }),
);

export const ruleVersionsSchema = answerSchema(
  "BusinessRuleVersions",
  z.strictObject({
    items: z
      .array(
        z.strictObject({ version, author: z.string(), createdAt: instant, ...businessRuleDefinition.shape }),
      )
      .describe("The newest first, at most 50."),
  }),
);

export function versionOf(row: RuleVersion): z.output<typeof ruleVersionsSchema>["items"][number] {
  const { name, severity, enabled, appliesTo, rule } = row.definition;
  const { version: at, authorLabel: author, createdAt } = row;
  return { version: at, author, createdAt, name, severity, enabled, appliesTo, rule };
}

export const ruleTrialSchema = requestSchema("BusinessRuleTrial", z.strictObject(tryRuleInput.shape));

/** What a rule says of the event that it is tried on. */
export const trialAnswerSchema = answerSchema(
  "BusinessRuleTrialResult",
  z.strictObject({
    applies: z.boolean().describe("Whether the rule looks at such an event."),
    violation: z
      .looseObject({ pointer: z.string(), message: z.string() })
      .nullable()
      .describe("Of a check: what the sender would read. Null: the event keeps to it.")
      .optional(),
    move: z
      .looseObject({ outcome: z.enum(["move", "none", "unreadable"]) })
      .describe("Of a state machine: the entity (`entityId`) and the state (`to`) that the event names.")
      .optional(),
  }),
);

export const RULE_EXAMPLE: BusinessRuleDefinition = {
  name: "Totals add up",
  severity: "refuse",
  enabled: true,
  appliesTo: { type: "prefix", value: "invoice.", filters: [] },
  rule: {
    kind: "check",
    expression: "payload.net + payload.tax == payload.total",
    message: "The total must be net plus tax.",
    field: "$.payload.total",
  },
};
