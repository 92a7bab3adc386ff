import { isJsonObject, itemOf, type JsonValue, memberOf } from "../json/value.ts";
import { MAX_NODES_VISITED } from "./limits.ts";
import type { ParsedPath, PathSelector } from "./path-model.ts";

/** How a walk over the nodes of a path ended: the visitor said so, all were seen, or the limit was reached. */
export type WalkEnd = "stopped" | "ended" | "gave_up";

/**
 * Calls `visit` with each node that the path selects, in document order, until it returns true. Visits at most
 * {@link MAX_NODES_VISITED} nodes on the way. A path such as `$..*..*` may select one node several times.
 */
export function walkNodes(path: ParsedPath, root: JsonValue, visit: (node: JsonValue) => boolean): WalkEnd {
  if (path.steps === undefined) return walkSegments(path, root, visit);
  const node = nodeAt(path.steps, root);
  return node !== undefined && visit(node) ? "stopped" : "ended";
}

/** The one node that the steps lead to; `undefined` where a member or item is missing. */
export function nodeAt(steps: readonly (string | number)[], root: JsonValue): JsonValue | undefined {
  let node: JsonValue | undefined = root;
  for (const step of steps) {
    node = typeof step === "string" ? memberOf(node, step) : itemOf(node, step);
    if (node === undefined) return undefined;
  }
  return node;
}

interface Visit {
  readonly node: JsonValue;
  readonly depth: number;
}

function walkSegments(path: ParsedPath, root: JsonValue, visit: (node: JsonValue) => boolean): WalkEnd {
  const waiting: Visit[] = [{ node: root, depth: 0 }];
  let visited = 0;
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    const segment = path.segments[current.depth];
    if (segment === undefined) {
      if (visit(current.node)) return "stopped";
      continue;
    }
    const found: Visit[] = [];
    for (const selector of segment.selectors) collect(found, current.node, selector, current.depth + 1);
    if (segment.descends) collect(found, current.node, { kind: "wildcard" }, current.depth);
    visited += found.length;
    if (visited > MAX_NODES_VISITED) return "gave_up";
    for (let last = found.pop(); last !== undefined; last = found.pop()) waiting.push(last);
  }
  return "ended";
}

function collect(found: Visit[], node: JsonValue, selector: PathSelector, depth: number): void {
  switch (selector.kind) {
    case "name":
      add(found, memberOf(node, selector.name), depth);
      break;
    case "index":
      add(found, itemOf(node, selector.index), depth);
      break;
    case "slice":
      collectItems(found, node, selector, depth);
      break;
    case "wildcard":
      if (isJsonObject(node)) for (const member of Object.values(node)) add(found, member, depth);
      else collectItems(found, node, EVERY_ITEM, depth);
  }
}

const EVERY_ITEM = { start: 0, end: Number.POSITIVE_INFINITY, step: 1 };

function collectItems(found: Visit[], node: JsonValue, range: typeof EVERY_ITEM, depth: number): void {
  if (!Array.isArray(node)) return;
  const end = Math.min(range.end, node.length);
  for (let index = range.start; index < end; index += range.step) add(found, node[index], depth);
}

function add(found: Visit[], node: JsonValue | undefined, depth: number): void {
  if (node !== undefined) found.push({ node, depth });
}
