import type { Envelope } from "#schemas/envelope.ts";
import { type CompiledFilter, compilePattern } from "#schemas/pattern/compile.ts";
import { filtersHold } from "#schemas/pattern/evaluate.ts";
import { NameIndex } from "./name-index.ts";
import type { Rule } from "./rule.ts";

/** Many rules, compiled together. */
export interface Matcher {
  /** The ids of the rules that match an event, in the order in which the rules were given. */
  match(envelope: Envelope): string[];
}

interface Candidate {
  readonly id: string;
  readonly position: number;
  readonly filters: readonly CompiledFilter[];
}

/**
 * Compiles rules so that an event's name is resolved once, whatever their number, and only its candidates are tried.
 *
 * @param rules as `patternSchema` parsed them, so that each compiles
 */
export function compileMatcher(rules: readonly Rule[]): Matcher {
  const index = new NameIndex<Candidate>((left, right) => left.position - right.position);
  for (const [position, rule] of rules.entries()) {
    const result = compilePattern(rule);
    if (result.outcome === "refused")
      throw new Error(`The rule ${rule.id} was not parsed: it does not compile.`);
    index.add(result.compiled, { id: rule.id, position, filters: result.compiled.filters });
  }
  return { match: (envelope) => matchCandidates(index.resolve(envelope.pattern), envelope) };
}

function matchCandidates(candidates: readonly Candidate[], envelope: Envelope): string[] {
  const ids: string[] = [];
  for (const { id, filters } of candidates) {
    if (filtersHold(filters, envelope)) ids.push(id);
  }
  return ids;
}
