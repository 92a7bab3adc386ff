import type { FilterOperator } from "#schemas/pattern/types.ts";

/** The words of each operator, and an example of what is typed for it. */
const WORDS: Readonly<Record<FilterOperator, { readonly label: string; readonly example: string }>> = {
  equals: { label: "equals", example: "1000" },
  not_equals: { label: "does not equal", example: "draft" },
  in: { label: "is one of", example: "EUR, CHF" },
  contains: { label: "contains", example: "urgent" },
  starts_with: { label: "starts with", example: "INV-" },
  ends_with: { label: "ends with", example: "@example.com" },
  gt: { label: "is greater than", example: "1000" },
  gte: { label: "is at least", example: "1000" },
  lt: { label: "is less than", example: "1000" },
  lte: { label: "is at most", example: "1000" },
  between: { label: "is between", example: "1000, 5000" },
  exists: { label: "exists", example: "" },
};

/** In the order in which a form offers them. */
const OFFERED: readonly FilterOperator[] = [
  "equals",
  "not_equals",
  "in",
  "contains",
  "starts_with",
  "ends_with",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
  "exists",
];

export const OPERATOR_OPTIONS = OFFERED.map((value) => ({ value, label: WORDS[value].label }));

export function exampleFor(operator: FilterOperator): string {
  return WORDS[operator].example;
}
