import { isJsonObject, itemOf, type JsonObject, type JsonValue, memberOf } from "../json/value.ts";
import { MAX_NODES_VISITED } from "./limits.ts";
import type { ParsedPath, PathSegment, PathSelector } from "./path-model.ts";

/** How a walk over the nodes of a path ended: the visitor said so, all were seen, or the limit was reached. */
export type WalkEnd = "stopped" | "ended" | "gave_up";

/**
 * Calls `visit` with each node that the path selects, in document order, until it returns true. Visits at most
 * {@link MAX_NODES_VISITED} nodes on the way, and gives up at the next. A path such as `$..*..*` may select one node several times.
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
  // The root itself does not count.
  let room = MAX_NODES_VISITED + 1;
  // What is found and never visited costs too. A walk that comes to its end visits all that it finds.
  let findable = 2 * MAX_NODES_VISITED;
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    if (room === 0) return "gave_up";
    room -= 1;
    const segment = path.segments[current.depth];
    if (segment === undefined) {
      if (visit(current.node)) return "stopped";
      continue;
    }
    const found = findNext(segment, current, Math.min(room, findable));
    findable -= found.length;
    if (findable < 0) return "gave_up";
    for (let last = found.pop(); last !== undefined; last = found.pop()) waiting.push(last);
  }
  return "ended";
}

/** What a segment finds from a node, in order; where that is more than there is room for, not all of it, but more than that. */
function findNext(segment: PathSegment, { node, depth }: Visit, room: number): Visit[] {
  const found: Visit[] = [];
  for (const selector of segment.selectors) collect({ found, room, depth: depth + 1 }, node, selector);
  if (segment.descends) collect({ found, room, depth }, node, { kind: "wildcard" });
  return found;
}

interface Collection {
  readonly found: Visit[];
  readonly room: number;
  /** Of what is found. */
  readonly depth: number;
}

function collect(into: Collection, node: JsonValue, selector: PathSelector): void {
  if (isFull(into)) return;
  switch (selector.kind) {
    case "name":
      add(into, memberOf(node, selector.name));
      break;
    case "index":
      add(into, itemOf(node, selector.index));
      break;
    case "slice":
      collectItems(into, node, selector);
      break;
    case "wildcard":
      if (isJsonObject(node)) collectMembers(into, node);
      else collectItems(into, node, EVERY_ITEM);
  }
}

const EVERY_ITEM = { start: 0, end: Number.POSITIVE_INFINITY, step: 1 };

function collectMembers(into: Collection, node: JsonObject): void {
  for (const member of Object.values(node)) {
    if (isFull(into)) return;
    add(into, member);
  }
}

function collectItems(into: Collection, node: JsonValue, range: typeof EVERY_ITEM): void {
  if (!Array.isArray(node)) return;
  const end = Math.min(range.end, node.length);
  for (let index = range.start; index < end && !isFull(into); index += range.step) add(into, node[index]);
}

function isFull({ found, room }: Collection): boolean {
  return found.length > room;
}

function add({ found, depth }: Collection, node: JsonValue | undefined): void {
  if (node !== undefined) found.push({ node, depth });
}
