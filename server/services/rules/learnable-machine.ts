import type { LearningMachine } from "#db/queries/learning.ts";
import { businessRuleDefinition, type TransitionRule } from "#schemas/business-rule.ts";
import type { Envelope } from "#schemas/envelope.ts";
import { compilePattern } from "#schemas/pattern/compile.ts";
import { evaluate, nameMatches } from "#schemas/pattern/evaluate.ts";

/** A state machine, as much of it as reading the log for its entities needs. */
export interface LearnableMachine {
  readonly ruleId: string;
  readonly generation: number;
  readonly rule: TransitionRule;
  /** Whether an event of this name can move anything. */
  readonly nameFits: (name: string) => boolean;
  readonly appliesTo: (envelope: Envelope) => boolean;
}

/** Null: its stored definition cannot be read. */
export function learnableMachine({
  ruleId,
  generation,
  definition,
}: LearningMachine): LearnableMachine | null {
  const parsed = businessRuleDefinition.safeParse(definition);
  if (!parsed.success || parsed.data.rule.kind !== "transition") return null;
  const { rule, appliesTo } = parsed.data;
  const pattern = compilePattern(appliesTo);
  if (pattern.outcome === "refused") return null;
  const { compiled } = pattern;
  return {
    ruleId,
    generation,
    rule,
    nameFits: (name) => nameMatches(compiled, name) && standsForState(rule, name),
    appliesTo: (envelope) => evaluate(compiled, envelope),
  };
}

function standsForState({ state }: TransitionRule, name: string): boolean {
  return state.from === "field" || Object.hasOwn(state.states, name);
}
