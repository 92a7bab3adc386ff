import {
  type FilterOperator,
  isFilterGroup,
  type PatternFilter,
  type PatternType,
} from "#schemas/pattern/types.ts";
import { type PatternDefinition, patternDefinition } from "#schemas/pattern-definition.ts";
import { textOfValue, valueOfText } from "./filter-value-text.ts";

/** A filter as it is typed. `key` tells rows apart while they are added and removed. */
export interface FilterDraft {
  readonly key: number;
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

/** A group, of whose filters one must hold. */
export interface GroupDraft {
  readonly key: number;
  readonly anyOf: readonly FilterDraft[];
}

export type ClauseDraft = FilterDraft | GroupDraft;

/** The pattern form's fields as they are typed. */
export interface PatternDraft {
  readonly name: string;
  readonly workflowId: string;
  readonly enabled: boolean;
  readonly type: PatternType;
  readonly value: string;
  readonly filters: readonly ClauseDraft[];
}

/** The part of a draft that is the specification's pattern. */
export type RuleDraft = Pick<PatternDraft, "type" | "value" | "filters">;

/** Sentences by field: `name`, `workflowId`, `rule.value`, `rule.filters.0.field`, `rule.filters.1.any_of.0.value`. */
export type DraftErrors = Readonly<Record<string, string>>;

export const EMPTY_DRAFT: PatternDraft = {
  name: "",
  workflowId: "",
  enabled: true,
  type: "exact",
  value: "",
  filters: [],
};

let lastKey = 0;

function nextKey(): number {
  lastKey += 1;
  return lastKey;
}

export function newFilter(
  filter: Omit<FilterDraft, "key"> = { field: "$.payload.", operator: "equals", value: "" },
): FilterDraft {
  return { ...filter, key: nextKey() };
}

export function newGroup(anyOf: readonly FilterDraft[] = [newFilter(), newFilter()]): GroupDraft {
  return { key: nextKey(), anyOf };
}

export function isGroupDraft(clause: ClauseDraft): clause is GroupDraft {
  return "anyOf" in clause;
}

/** Filters, those inside groups included. */
export function countFilters(clauses: readonly ClauseDraft[]): number {
  return clauses.reduce((count, clause) => count + (isGroupDraft(clause) ? clause.anyOf.length : 1), 0);
}

/** `exists` has a choice in place of a typed value, which means nothing to the other operators. */
export function withOperator(filter: FilterDraft, operator: FilterOperator): FilterDraft {
  if (operator === filter.operator) return filter;
  if (operator === "exists") return { ...filter, operator, value: "true" };
  return { ...filter, operator, value: filter.operator === "exists" ? "" : filter.value };
}

export function draftOf({ name, workflowId, enabled, rule }: PatternDefinition): PatternDraft {
  return { name, workflowId, enabled, ...ruleDraft(rule) };
}

export function ruleDraft({ type, value, filters }: PatternDefinition["rule"]): RuleDraft {
  const clauses = filters.map((clause) =>
    isFilterGroup(clause) ? newGroup(clause.any_of.map(filterDraft)) : filterDraft(clause),
  );
  return { type, value, filters: clauses };
}

function filterDraft({ field, operator, value }: PatternFilter): FilterDraft {
  return newFilter({ field, operator, value: textOfValue(operator, value) });
}

/** The specification's pattern that a draft writes; it may be wrong still. */
export function ruleOf({ type, value, filters }: RuleDraft) {
  const clauses = filters.map((clause) =>
    isGroupDraft(clause) ? { any_of: clause.anyOf.map(filterOf) } : filterOf(clause),
  );
  return { type, value, filters: clauses };
}

function filterOf({ field, operator, value }: FilterDraft): PatternFilter {
  return { field, operator, value: valueOfText(operator, value) };
}

export type DraftReading =
  | { readonly outcome: "valid"; readonly definition: PatternDefinition }
  | { readonly outcome: "invalid"; readonly errors: DraftErrors };

/** Checks a draft with the very schema that the server uses. */
export function readDraft(draft: PatternDraft): DraftReading {
  const { name, workflowId, enabled } = draft;
  const parsed = patternDefinition.safeParse({ name, workflowId, enabled, rule: ruleOf(draft) });
  if (parsed.success) return { outcome: "valid", definition: parsed.data };
  const errors = new Map<string, string>();
  for (const { path, message } of parsed.error.issues) {
    const field = path.join(".");
    if (!errors.has(field)) errors.set(field, message);
  }
  return { outcome: "invalid", errors: Object.fromEntries(errors) };
}
