import { compileRegex, type NameRegex } from "./name.ts";
import { type Comparison, compileComparison } from "./operators.ts";
import { parsePath } from "./path.ts";
import type { ParsedPath } from "./path-model.ts";
import type { Pattern, PatternFilter } from "./types.ts";

/** A filter, ready to be evaluated many times. */
export interface CompiledFilter {
  readonly filter: PatternFilter;
  readonly path: ParsedPath;
  readonly compare: Comparison;
}

/** A pattern, ready to be evaluated many times. */
export interface CompiledPattern {
  readonly pattern: Pattern;
  readonly regex: NameRegex | undefined;
  readonly filters: readonly CompiledFilter[];
}

/** Where a pattern is wrong: `path` leads to the field (`["filters", 0, "field"]`), so that a form can show it. */
export interface PatternIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type PatternCompile =
  | { readonly outcome: "compiled"; readonly compiled: CompiledPattern }
  | { readonly outcome: "refused"; readonly issues: readonly PatternIssue[] };

/** Compiles a pattern. What `patternSchema` accepts is never refused here. */
export function compilePattern(pattern: Pattern): PatternCompile {
  const issues: PatternIssue[] = [];
  const name = pattern.type === "regex" ? compileRegex(pattern.value) : undefined;
  if (name?.outcome === "refused") issues.push({ path: ["value"], message: name.message });
  const filters: CompiledFilter[] = [];
  for (const [index, filter] of pattern.filters.entries()) {
    const parsed = parsePath(filter.field);
    if (parsed.outcome === "refused")
      issues.push({ path: ["filters", index, "field"], message: parsed.message });
    else
      filters.push({ filter, path: parsed.path, compare: compileComparison(filter.operator, filter.value) });
  }
  if (issues.length > 0) return { outcome: "refused", issues };
  const regex = name?.outcome === "compiled" ? name.regex : undefined;
  return { outcome: "compiled", compiled: { pattern, regex, filters } };
}
