import { compileRegex, type NameRegex } from "./name.ts";
import { type Comparison, compileComparison, type Quantifier, quantifierOf } from "./operators.ts";
import { parsePath } from "./path.ts";
import type { ParsedPath } from "./path-model.ts";
import { type FilterClause, isFilterGroup, type Pattern, type PatternFilter } from "./types.ts";

/** A filter, ready to be evaluated many times. */
export interface CompiledFilter {
  readonly filter: PatternFilter;
  readonly path: ParsedPath;
  readonly compare: Comparison;
  readonly quantifier: Quantifier;
}

/** A clause, ready to be evaluated many times: a plain filter is its own one alternative. */
export interface CompiledClause {
  readonly clause: FilterClause;
  readonly alternatives: readonly CompiledFilter[];
}

/** A pattern, ready to be evaluated many times. */
export interface CompiledPattern {
  readonly pattern: Pattern;
  readonly regex: NameRegex | undefined;
  readonly clauses: readonly CompiledClause[];
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
  const clauses = pattern.filters.map((clause, index) => compileClause(clause, ["filters", index], issues));
  if (issues.length > 0) return { outcome: "refused", issues };
  const regex = name?.outcome === "compiled" ? name.regex : undefined;
  return { outcome: "compiled", compiled: { pattern, regex, clauses } };
}

function compileClause(
  clause: FilterClause,
  at: PatternIssue["path"],
  issues: PatternIssue[],
): CompiledClause {
  const alternatives = isFilterGroup(clause)
    ? clause.any_of.flatMap((filter, index) => compileFilter(filter, [...at, "any_of", index], issues))
    : compileFilter(clause, at, issues);
  return { clause, alternatives };
}

function compileFilter(
  filter: PatternFilter,
  at: PatternIssue["path"],
  issues: PatternIssue[],
): CompiledFilter[] {
  const { field, operator, value } = filter;
  const parsed = parsePath(field);
  if (parsed.outcome === "refused") {
    issues.push({ path: [...at, "field"], message: parsed.message });
    return [];
  }
  const compare = compileComparison(operator, value);
  return [{ filter, path: parsed.path, compare, quantifier: quantifierOf(operator, value) }];
}
