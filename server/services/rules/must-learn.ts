import { isDeepStrictEqual } from "node:util";
import type { BusinessRuleDefinition } from "#schemas/business-rule.ts";

/**
 * Whether a state machine has to find out anew where its entities are. What it knows is void when it looks at other
 * events or reads others of their fields, and when it was switched off, since moves were not recorded meanwhile.
 * Transitions and initial states are no part of what it knows.
 *
 * @param before null for a new rule
 */
export function mustLearn(before: BusinessRuleDefinition | null, after: BusinessRuleDefinition): boolean {
  if (after.rule.kind !== "transition" || !after.enabled) return false;
  if (before === null || before.rule.kind !== "transition" || !before.enabled) return true;
  const { entity, state } = after.rule;
  const known = [before.appliesTo, before.rule.entity, before.rule.state];
  return !isDeepStrictEqual(known, [after.appliesTo, entity, state]);
}
