import type { FilterOperator, PatternType } from "#schemas/pattern/types.ts";
import { type PatternDefinition, patternDefinition } from "#schemas/pattern-definition.ts";
import { textOfValue, valueOfText } from "./filter-value-text.ts";

/** A filter as it is typed. `key` tells rows apart while they are added and removed. */
export interface FilterDraft {
  readonly key: number;
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

/** The pattern form's fields as they are typed. */
export interface PatternDraft {
  readonly name: string;
  readonly workflowId: string;
  readonly enabled: boolean;
  readonly type: PatternType;
  readonly value: string;
  readonly filters: readonly FilterDraft[];
}

/** Sentences by field: `name`, `workflowId`, `rule.value`, `rule.filters.0.field`. */
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

export function newFilter(
  filter: Omit<FilterDraft, "key"> = { field: "$.payload.", operator: "equals", value: "" },
) {
  lastKey += 1;
  return { ...filter, key: lastKey };
}

export function draftOf({ name, workflowId, enabled, rule }: PatternDefinition): PatternDraft {
  return { name, workflowId, enabled, ...ruleDraft(rule) };
}

/** The part of a draft that is the specification's pattern. */
export function ruleDraft(rule: PatternDefinition["rule"]): Pick<PatternDraft, "type" | "value" | "filters"> {
  return {
    type: rule.type,
    value: rule.value,
    filters: rule.filters.map(({ field, operator, value }) =>
      newFilter({ field, operator, value: textOfValue(value) }),
    ),
  };
}

/** The specification's pattern that a draft writes; it may be wrong still. */
export function ruleOf({ type, value, filters }: Pick<PatternDraft, "type" | "value" | "filters">) {
  return {
    type,
    value,
    filters: filters.map((filter) => ({
      field: filter.field,
      operator: filter.operator,
      value: valueOfText(filter.value),
    })),
  };
}

export type DraftReading =
  | { readonly outcome: "valid"; readonly definition: PatternDefinition }
  | { readonly outcome: "invalid"; readonly errors: DraftErrors };

/** Checks a draft with the very schema that the server uses. */
export function readDraft(draft: PatternDraft): DraftReading {
  const { name, workflowId, enabled } = draft;
  const parsed = patternDefinition.safeParse({ name, workflowId, enabled, rule: ruleOf(draft) });
  if (parsed.success) return { outcome: "valid", definition: parsed.data };
  const errors = parsed.error.issues.map((issue) => [issue.path.join("."), issue.message] as const);
  return { outcome: "invalid", errors: Object.fromEntries(errors.toReversed()) };
}
