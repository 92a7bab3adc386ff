import type { CompiledRule } from "../compiled-rule.ts";
import type { MatchContext } from "./match-context.ts";

/** Tries rules one by one: those that are not in an index yet. @returns the new count */
export function tryRules(
  rules: readonly CompiledRule[],
  { view, states }: MatchContext,
  out: Int32Array,
  count: number,
): number {
  let matched = count;
  for (const { number, conditions } of rules) {
    if (!states.isLive(number) || !view.allHold(conditions)) continue;
    out[matched] = number;
    matched += 1;
  }
  return matched;
}
