import type { TransitionRule } from "#schemas/business-rule.ts";

/** What a machine says of one move. `allowed` are the states that the entity may go to from where it is. */
export type MoveVerdict =
  | { readonly outcome: "allowed" }
  | { readonly outcome: "refused"; readonly allowed: readonly string[] };

/**
 * Whether an entity may go from one state to another.
 *
 * @param from null: the log does not know the entity, so it begins
 */
export function judgeMove(
  rule: Pick<TransitionRule, "initial" | "transitions">,
  from: string | null,
  to: string,
): MoveVerdict {
  const allowed = statesAfter(rule, from);
  return allowed.includes(to) ? { outcome: "allowed" } : { outcome: "refused", allowed };
}

function statesAfter(
  { initial, transitions }: Pick<TransitionRule, "initial" | "transitions">,
  from: string | null,
): readonly string[] {
  if (from === null) return initial;
  return transitions.flatMap((transition) => (transition.from === from ? [transition.to] : []));
}
