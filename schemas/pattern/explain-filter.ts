import type { JsonValue } from "../json/value.ts";
import type { CompiledFilter } from "./compile.ts";
import { describeFilter } from "./explain-message.ts";
import { MAX_NODES_SHOWN } from "./limits.ts";
import type { Comparison, ComparisonReason, FilterReason, Quantifier } from "./operators.ts";
import { type WalkEnd, walkNodes } from "./path-select.ts";
import type { FilterOperator } from "./types.ts";

/**
 * Why one filter does not hold. `actual` is the value that decided it: the first that the path selected, for `not_equals` and
 * `exists` the one that must not be there. It is left out when the path selected nothing; `nodes` holds the first few where
 * a path with `*`, `..` or a slice selects several.
 */
export interface FilterFailure {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly expected: JsonValue;
  readonly actual?: JsonValue;
  readonly nodes?: readonly JsonValue[];
  readonly reason: FilterReason;
  readonly message: string;
}

/** Says why a filter does not hold; `undefined` when it does. Agrees with `filterHolds`. */
export function explainFilter(compiled: CompiledFilter, root: JsonValue): FilterFailure | undefined {
  const { filter, path, compare, quantifier } = compiled;
  const { end, nodes, count, decisive } = survey(compiled, root, compare, quantifier === "some");
  if (holds(quantifier, end, count)) return undefined;
  const reason: FilterReason = end === "gave_up" ? "too_many_nodes" : (decisive?.reason ?? "missing");
  const actual = decisive?.node ?? nodes[0];
  return {
    field: filter.field,
    operator: filter.operator,
    expected: filter.value,
    ...(actual === undefined ? {} : { actual }),
    ...(path.steps === undefined ? { nodes } : {}),
    reason,
    message: describeFilter(filter, reason, actual, count),
  };
}

function holds(quantifier: Quantifier, end: WalkEnd, count: number): boolean {
  switch (quantifier) {
    case "some":
      return end === "stopped";
    case "every":
      return end === "ended" && count > 0;
    case "none":
      return end === "ended";
  }
}

interface Survey {
  readonly end: WalkEnd;
  /** The first few of the values that were compared. */
  readonly nodes: readonly JsonValue[];
  /** Values that were compared. */
  readonly count: number;
  /** The first value that did not satisfy the filter, and why. */
  readonly decisive: { readonly node: JsonValue; readonly reason: ComparisonReason } | undefined;
}

/** Compares until a value holds (`stopsAtHit`) or until one does not. */
function survey({ path }: CompiledFilter, root: JsonValue, compare: Comparison, stopsAtHit: boolean): Survey {
  const nodes: JsonValue[] = [];
  let count = 0;
  let decisive: Survey["decisive"];
  const end = walkNodes(path, root, (node) => {
    const verdict = compare(node);
    count += 1;
    if (nodes.length < MAX_NODES_SHOWN) nodes.push(node);
    if (verdict !== "holds") decisive ??= { node, reason: verdict };
    return (verdict === "holds") === stopsAtHit;
  });
  return { end, nodes, count, decisive };
}
