import type { Envelope } from "../envelope.ts";
import type { JsonValue } from "../json/value.ts";
import type { CompiledFilter, CompiledPattern } from "./compile.ts";
import { nameMatches } from "./evaluate.ts";
import { describeFilter, describeName } from "./explain-message.ts";
import { MAX_NODES_SHOWN } from "./limits.ts";
import type { ComparisonReason, FilterReason } from "./operators.ts";
import { walkNodes } from "./path-select.ts";
import { envelopeRoot } from "./root.ts";
import type { FilterOperator, PatternType } from "./types.ts";

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

/**
 * The first filter that does not hold; `clause` is its index. `actual` is what the path selected first and is left out
 * when it selected nothing; `nodes` holds the first few where a path with `*`, `..` or a slice selects several.
 */
export interface FilterUnmatched {
  readonly outcome: "unmatched";
  readonly clause: number;
  readonly field: string;
  readonly operator: FilterOperator;
  readonly expected: JsonValue;
  readonly actual?: JsonValue;
  readonly nodes?: readonly JsonValue[];
  readonly reason: FilterReason;
  readonly message: string;
}

export type Explanation = { readonly outcome: "matched" } | NameUnmatched | FilterUnmatched;

/** Says whether an event matches a pattern and, if not, which clause failed first and why. Agrees with `evaluate`. */
export function explain(compiled: CompiledPattern, envelope: Envelope): Explanation {
  if (!nameMatches(compiled, envelope.pattern)) return nameUnmatched(compiled, envelope.pattern);
  const root = envelopeRoot(envelope);
  for (const [clause, filter] of compiled.filters.entries()) {
    const unmatched = explainFilter(filter, root, clause);
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

function explainFilter(
  compiled: CompiledFilter,
  root: JsonValue,
  clause: number,
): FilterUnmatched | undefined {
  const { filter, path } = compiled;
  const nodes: JsonValue[] = [];
  let count = 0;
  let firstReason: ComparisonReason | undefined;
  const end = walkNodes(path, root, (node) => {
    const verdict = compiled.compare(node);
    if (verdict === "holds") return true;
    firstReason ??= verdict;
    count += 1;
    if (nodes.length < MAX_NODES_SHOWN) nodes.push(node);
    return false;
  });
  if (end === "stopped") return undefined;
  const reason: FilterReason = end === "gave_up" ? "too_many_nodes" : (firstReason ?? "missing");
  const [actual] = nodes;
  return {
    outcome: "unmatched",
    clause,
    field: filter.field,
    operator: filter.operator,
    expected: filter.value,
    ...(actual === undefined ? {} : { actual }),
    ...(path.steps === undefined ? { nodes } : {}),
    reason,
    message: describeFilter(filter, reason, actual, count),
  };
}
