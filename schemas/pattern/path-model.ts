/** What one step selects from a node. Names select from objects, the others from arrays; `*` from both. */
export type PathSelector =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "wildcard" }
  | { readonly kind: "slice"; readonly start: number; readonly end: number; readonly step: number };

/** One step of a path. A descending step (`..`) applies to the node and to everything below it. */
export interface PathSegment {
  readonly descends: boolean;
  readonly selectors: readonly PathSelector[];
}

/** A path that selects at most one node has `steps`: the names and indexes on the way to it. */
export interface ParsedPath {
  readonly text: string;
  readonly segments: readonly PathSegment[];
  readonly steps: readonly (string | number)[] | undefined;
}
