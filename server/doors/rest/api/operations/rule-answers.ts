import type { BusinessRuleDefinition } from "#schemas/business-rule.ts";
import { type DefinitionFault, describeDefinitionFault } from "#server/services/rules/check-definition.ts";
import type { ReplaceRuleResult } from "#server/services/rules/replace.ts";
import { type Answer, invalidMember, type Refused } from "../answer.ts";
import { replacementAnswer } from "../versioned.ts";
import { representationOf } from "./rule-representation.ts";

export const BUSINESS_RULE = "business rule";

/** The answer to a change of a business rule. */
export function replaced(
  result: ReplaceRuleResult | DefinitionFault,
  id: string,
  definition: BusinessRuleDefinition,
): Answer {
  switch (result.outcome) {
    case "invalid_expression":
    case "unknown_table":
      return unsound(result);
    default:
      return replacementAnswer(BUSINESS_RULE, result, (version) => representationOf(id, version, definition));
  }
}

export function unsound(fault: DefinitionFault): Refused {
  return invalidMember("/rule/expression", describeDefinitionFault(fault));
}
