import type { JsonValue } from "#schemas/json/value.ts";
import { walkNodes } from "#schemas/pattern/path-select.ts";
import { type Field, isScalar } from "./field.ts";

/** What a path that may select several values selects from an event. */
export interface SelectedNodes {
  /** In document order. When the walk was given up, those that it reached. */
  readonly nodes: readonly JsonValue[];
  readonly isComplete: boolean;
  /** The numbers of those values that rules name. */
  readonly ids: ReadonlySet<number>;
}

/** Walks the path once, however many rules ask for what it selects. */
export function selectNodes(field: Field, root: JsonValue): SelectedNodes {
  const nodes: JsonValue[] = [];
  const ids = new Set<number>();
  if (field.path === undefined) return { nodes, isComplete: true, ids };
  const end = walkNodes(field.path, root, (node) => {
    nodes.push(node);
    const id = isScalar(node) ? field.valueIds.get(node) : undefined;
    if (id !== undefined) ids.add(id);
    return false;
  });
  return { nodes, isComplete: end === "ended", ids };
}
