import {
  businessRuleDefinition,
  setBusinessRuleEnabledInput,
  tryRuleInput,
  updateBusinessRuleInput,
} from "#schemas/business-rule.ts";
import { byId, listByNameInput } from "#schemas/by-id.ts";
import { type DefinitionFault, describeDefinitionFault } from "#server/services/rules/check-definition.ts";
import { createRule, describeTooMany } from "#server/services/rules/create.ts";
import { getRule } from "#server/services/rules/get.ts";
import { listRules } from "#server/services/rules/list.ts";
import type { ReplaceRuleResult } from "#server/services/rules/replace.ts";
import { setRuleEnabled } from "#server/services/rules/set-enabled.ts";
import { tryRule } from "#server/services/rules/try.ts";
import { updateRule } from "#server/services/rules/update.ts";
import { refusal } from "../refusal.ts";
import { nameTaken, replacement } from "../replacement.ts";
import { permitted, router } from "../trpc.ts";

const BUSINESS_RULE = "business rule";

const reading = permitted("rules.read");
const writing = permitted("rules.write");

/** Business rules. */
export const rulesRouter = router({
  list: reading.input(listByNameInput).query(({ ctx, input }) => listRules({ ctx: ctx.service, input })),

  get: reading.input(byId).query(async ({ ctx, input }) => {
    const result = await getRule({ ctx: ctx.service, input });
    if (result.outcome === "not_found") throw noRule();
    const { outcome: _outcome, ...rule } = result;
    return rule;
  }),

  create: writing.input(businessRuleDefinition).mutation(async ({ ctx, input }) => {
    const result = await createRule({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "created":
        return { id: result.id };
      case "name_taken":
        throw nameTaken(BUSINESS_RULE);
      case "too_many_rules":
        throw refusal("CONFLICT", result.outcome, describeTooMany(result.limit));
      case "invalid_expression":
      case "unknown_table":
        throw unsound(result);
    }
  }),

  update: writing
    .input(updateBusinessRuleInput)
    .mutation(async ({ ctx, input }) => replaced(await updateRule({ ctx: ctx.service, input }))),

  setEnabled: writing
    .input(setBusinessRuleEnabledInput)
    .mutation(async ({ ctx, input }) => replaced(await setRuleEnabled({ ctx: ctx.service, input }))),

  /** A mutation, though it changes nothing, because an event can be longer than a URL may be. */
  test: reading.input(tryRuleInput).mutation(async ({ ctx, input }) => {
    const result = await tryRule({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "checked":
      case "read":
        return result;
      case "invalid_expression":
        throw unsound(result, "definition.rule.expression");
      case "event_not_found":
        throw refusal("NOT_FOUND", "event_not_found", "The log holds no event with this id.");
      case "invalid_event": {
        const { pointer = "", message } = result.refusal;
        throw refusal("BAD_REQUEST", "invalid_event", message, `event.draft${pointer.replaceAll("/", ".")}`);
      }
    }
  }),
});

function replaced(result: ReplaceRuleResult | DefinitionFault) {
  switch (result.outcome) {
    case "invalid_expression":
    case "unknown_table":
      throw unsound(result);
    default:
      return replacement(result, { what: BUSINESS_RULE, gone: noRule });
  }
}

function noRule() {
  return refusal("NOT_FOUND", "rule_not_found", "There is no business rule with this id.");
}

function unsound(fault: DefinitionFault, field = "rule.expression") {
  return refusal("BAD_REQUEST", fault.outcome, describeDefinitionFault(fault), field);
}
