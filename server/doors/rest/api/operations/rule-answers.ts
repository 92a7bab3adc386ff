import type { BusinessRuleDefinition } from "#schemas/business-rule.ts";
import { type DefinitionFault, describeDefinitionFault } from "#server/services/rules/check-definition.ts";
import type { ReplaceRuleResult } from "#server/services/rules/replace.ts";
import { type Answer, invalidMember, notFound, ok, type Refused, refused } from "../answer.ts";
import { etagOf, staleVersion } from "../etag.ts";
import { representationOf } from "./rule-representation.ts";

/** The answer to a change of a business rule. */
export function replaced(
  result: ReplaceRuleResult | DefinitionFault,
  id: string,
  definition: BusinessRuleDefinition,
): Answer {
  switch (result.outcome) {
    case "updated":
    case "unchanged": {
      const { version } = result;
      return ok(representationOf(id, version, definition), { etag: etagOf(version) });
    }
    case "not_found":
      return notFound("business rule");
    case "stale_version":
      return staleVersion(etagOf(result.currentVersion));
    case "name_taken":
      return ruleNameTaken();
    case "invalid_expression":
    case "unknown_table":
      return unsound(result);
  }
}

export function ruleNameTaken(): Refused {
  const message = "Another business rule has this name. Choose a different one.";
  return refused(409, "name_taken", message, { errors: [{ pointer: "/name", message }] });
}

export function unsound(fault: DefinitionFault): Refused {
  return invalidMember("/rule/expression", describeDefinitionFault(fault));
}
