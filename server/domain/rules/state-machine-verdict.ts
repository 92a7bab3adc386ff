import type { RuleSeverity, TransitionRule } from "#schemas/business-rule.ts";
import type { Violation } from "#schemas/receipt.ts";
import { judgeMove } from "./state-machine.ts";
import type { Move } from "./state-machine-move.ts";

/** As much of a machine as a verdict needs. */
export interface JudgingMachine {
  readonly name: string;
  readonly version: number;
  readonly severity: RuleSeverity;
  readonly isLearning: boolean;
  readonly rule: TransitionRule;
}

/** One machine's question of an event: where the entity is, and what the event asks. */
export interface AskedMove {
  readonly machine: JudgingMachine;
  readonly move: Exclude<Move, { readonly outcome: "none" }>;
  /** Null: the log does not know the entity. */
  readonly from: string | null;
}

/** What the machines say of one event: any refusal, and it moves nothing. */
export interface MovesVerdict {
  readonly refusals: readonly Violation[];
  readonly warnings: readonly Violation[];
}

/**
 * Judges an event by all machines that it concerns. A machine that is still learning where its entities are says
 * nothing. One that only warns lets the event pass, and its entity goes where the event says: the log says so too.
 */
export function judgeMoves(asked: readonly AskedMove[]): MovesVerdict {
  const refusals: Violation[] = [];
  const warnings: Violation[] = [];
  for (const one of asked) {
    const violation = one.machine.isLearning ? null : violationOf(one);
    if (violation !== null) (one.machine.severity === "refuse" ? refusals : warnings).push(violation);
  }
  return { refusals, warnings };
}

function violationOf({ machine, move, from }: AskedMove): Violation | null {
  const rule = { rule: machine.name, ruleVersion: machine.version };
  if (move.outcome === "unreadable") {
    return { ...rule, pointer: move.pointer, message: `The event ${move.why}` };
  }
  const verdict = judgeMove(machine.rule, from, move.to);
  if (verdict.outcome === "allowed") return null;
  return {
    ...rule,
    pointer: move.pointer,
    message: sentence(move.entityId, from, move.to, verdict.allowed),
    expected: listed(verdict.allowed),
    actual: JSON.stringify(move.to),
  };
}

/** More states than these say nothing more in a sentence. */
const MAX_NAMED_STATES = 10;

function sentence(entityId: string, from: string | null, to: string, allowed: readonly string[]): string {
  const entity = JSON.stringify(entityId);
  const there = JSON.stringify(to);
  if (from === null)
    return `${entity} is not known yet and may begin in ${alternatives(allowed)}, not in ${there}.`;
  const here = `${entity} is in the state ${JSON.stringify(from)}`;
  return allowed.length === 0
    ? `${here}, which it cannot leave: it may not go to ${there}.`
    : `${here} and may go from there to ${alternatives(allowed)}, not to ${there}.`;
}

function alternatives(states: readonly string[]): string {
  const named = states.slice(0, MAX_NAMED_STATES).map((state) => JSON.stringify(state));
  const others = states.length - named.length;
  if (others > 0) return `${named.join(", ")} or one of ${others} other states`;
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} or ${named.at(-1)}`;
}

function listed(states: readonly string[]): string {
  const named = states.slice(0, MAX_NAMED_STATES);
  const text = JSON.stringify(named);
  return named.length < states.length ? `${text.slice(0, -1)},…]` : text;
}
