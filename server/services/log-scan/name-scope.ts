import type { CompiledPattern } from "#schemas/pattern/compile.ts";
import { nameMatches } from "#schemas/pattern/evaluate.ts";

/** Which names of events a scan is for. */
export type NameScope =
  | { readonly type: "exact"; readonly names: readonly string[] }
  /** Names that begin with `begin` (all do with the empty text) and are fit. */
  | { readonly type: "fitting"; readonly begin: string; readonly fits: (name: string) => boolean };

/** Names that any of these patterns fits. */
export function scopeOf(patterns: readonly CompiledPattern[]): NameScope {
  const values = patterns.map(({ pattern }) => pattern.value);
  if (patterns.every(({ pattern }) => pattern.type === "exact")) {
    return { type: "exact", names: [...new Set(values)] };
  }
  const begins = patterns.map(({ pattern }) => (pattern.type === "regex" ? "" : pattern.value));
  return {
    type: "fitting",
    begin: begins.reduce(commonBeginning),
    fits: (name) => patterns.some((pattern) => nameMatches(pattern, name)),
  };
}

function commonBeginning(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return left.slice(0, length).toWellFormed() === left.slice(0, length)
    ? left.slice(0, length)
    : left.slice(0, length - 1);
}
