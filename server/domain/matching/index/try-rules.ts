import type { CompiledRule } from "../compiled-rule.ts";
import type { MatchContext } from "./match-context.ts";

/** Tries rules one by one, from `first` on: those that are not in an index yet. @returns the new count */
export function tryRules(
  rules: readonly CompiledRule[],
  first: number,
  { view, states }: MatchContext,
  out: Int32Array,
  count: number,
): number {
  let matched = count;
  for (let index = first; index < rules.length; index += 1) {
    const rule = rules[index];
    if (rule === undefined || !states.isLive(rule.number) || !view.allHold(rule.conditions)) continue;
    out[matched] = rule.number;
    matched += 1;
  }
  return matched;
}
