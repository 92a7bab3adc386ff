import { jsonPointer } from "#schemas/json/pointer.ts";
import { tryRule } from "#server/services/rules/try.ts";
import { invalidMember, ok } from "../answer.ts";
import { NONE, operation } from "../operation.ts";
import { unsound } from "./rule-answers.ts";
import { RULE_EXAMPLE, ruleTrialSchema, trialAnswerSchema } from "./rule-representation.ts";

/** 1 MiB: an event as large as doors take it unless they are told otherwise. */
const MAX_TRIAL_BYTES = 1_048_576;

export const ruleTrialOperations = [
  operation({
    method: "post",
    path: "/rules/test",
    operationId: "testRule",
    summary: "Try a business rule on an event",
    description:
      "The rule need not be saved. `event` is `{stored: {by, value}}`, an event of the log, or `{draft: {pattern, payload, …}}`. Changes nothing.",
    tag: "Rules",
    scope: "read",
    params: NONE,
    query: NONE,
    body: ruleTrialSchema,
    bodyExample: {
      definition: RULE_EXAMPLE,
      event: { draft: { pattern: "invoice.created", payload: { net: 100, tax: 19, total: 120 } } },
    },
    maxBodyBytes: MAX_TRIAL_BYTES,
    success: { status: 200, description: "What the rule says.", schema: trialAnswerSchema },
    handle: async ({ ctx, body }) => {
      const result = await tryRule({ ctx, input: body });
      switch (result.outcome) {
        case "checked":
          return ok({ applies: result.applies, violation: result.violation });
        case "read":
          return ok({ applies: result.applies, move: result.move });
        case "invalid_expression": {
          const { detail } = unsound(result);
          return invalidMember("/definition/rule/expression", detail);
        }
        case "event_not_found":
          return invalidMember("/event/stored", "The log holds no event with this id.");
        case "invalid_event": {
          const { pointer = "", message } = result.refusal;
          return invalidMember(`${jsonPointer(["event", "draft"])}${pointer}`, message);
        }
      }
    },
  }),
];
