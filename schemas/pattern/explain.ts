import type { Envelope } from "../envelope.ts";
import type { JsonValue } from "../json/value.ts";
import type { CompiledClause, CompiledPattern } from "./compile.ts";
import { nameMatches } from "./evaluate.ts";
import { explainFilter, type FilterFailure } from "./explain-filter.ts";
import { describeGroup, describeName } from "./explain-message.ts";
import { envelopeRoot } from "./root.ts";
import { isFilterGroup, type PatternType } from "./types.ts";

/** The event's name is not the pattern's. */
export interface NameUnmatched {
  readonly outcome: "unmatched";
  readonly clause: "name";
  readonly field: "$.pattern";
  readonly operator: PatternType;
  readonly expected: string;
  readonly actual: string;
  readonly reason: "name_differs";
  readonly message: string;
}

/** The first clause that does not hold is a filter; `clause` is its index. */
export interface FilterUnmatched extends FilterFailure {
  readonly outcome: "unmatched";
  readonly clause: number;
}

/** The first clause that does not hold is a group; `alternatives` says of each of its filters why it does not. */
export interface GroupUnmatched {
  readonly outcome: "unmatched";
  readonly clause: number;
  readonly operator: "any_of";
  readonly reason: "none_holds";
  readonly alternatives: readonly FilterFailure[];
  readonly message: string;
}

export type Explanation = { readonly outcome: "matched" } | NameUnmatched | FilterUnmatched | GroupUnmatched;

/** Says whether an event matches a pattern and, if not, which clause failed first and why. Agrees with `evaluate`. */
export function explain(compiled: CompiledPattern, envelope: Envelope): Explanation {
  if (!nameMatches(compiled, envelope.pattern)) return nameUnmatched(compiled, envelope.pattern);
  const root = envelopeRoot(envelope);
  for (const [index, clause] of compiled.clauses.entries()) {
    const unmatched = explainClause(clause, root, index);
    if (unmatched !== undefined) return unmatched;
  }
  return { outcome: "matched" };
}

function nameUnmatched({ pattern }: CompiledPattern, actual: string): NameUnmatched {
  return {
    outcome: "unmatched",
    clause: "name",
    field: "$.pattern",
    operator: pattern.type,
    expected: pattern.value,
    actual,
    reason: "name_differs",
    message: describeName(pattern, actual),
  };
}

function explainClause(
  { clause, alternatives }: CompiledClause,
  root: JsonValue,
  index: number,
): FilterUnmatched | GroupUnmatched | undefined {
  const failures: FilterFailure[] = [];
  for (const filter of alternatives) {
    const failure = explainFilter(filter, root);
    if (failure === undefined) return undefined;
    failures.push(failure);
  }
  const [only] = failures;
  if (only !== undefined && !isFilterGroup(clause)) return { outcome: "unmatched", clause: index, ...only };
  return {
    outcome: "unmatched",
    clause: index,
    operator: "any_of",
    reason: "none_holds",
    alternatives: failures,
    message: describeGroup(failures.length),
  };
}
