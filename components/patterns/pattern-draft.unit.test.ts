import { expect, test } from "vitest";
import { readCorpus } from "#e2e/corpus/read-corpus.ts";
import { patternSchema } from "#schemas/pattern/schema.ts";
import {
  countFilters,
  newFilter,
  newGroup,
  readDraft,
  ruleDraft,
  ruleOf,
  withOperator,
} from "./pattern-draft.ts";

test.each(readCorpus())("the form shows and keeps $name", ({ pattern }) => {
  expect(ruleOf(ruleDraft(patternSchema.parse(pattern)))).toEqual(pattern);
});

test("errors in a group lead to the filter that is wrong", () => {
  const filters = [newGroup([newFilter(), newFilter({ field: "$.payload.a", operator: "in", value: "" })])];
  const reading = readDraft({
    name: "Large invoices",
    workflowId: "018e41b2-6f00-7c3a-9d51-2f1f6c0a7e43",
    enabled: true,
    type: "exact",
    value: "invoice.created",
    filters,
  });
  expect(reading).toMatchObject({ outcome: "invalid" });
  if (reading.outcome !== "invalid") return;
  expect(Object.keys(reading.errors)).toEqual([
    "rule.filters.0.any_of.0.field",
    "rule.filters.0.any_of.1.value",
  ]);
});

test("filters are counted inside groups too", () => {
  expect(countFilters([newFilter(), newGroup([newFilter(), newFilter(), newFilter()])])).toBe(4);
});

test("exists takes a choice, and gives the next operator none", () => {
  const typed = newFilter({ field: "$.payload.a", operator: "gt", value: "5" });
  const exists = withOperator(typed, "exists");
  expect(exists).toMatchObject({ operator: "exists", value: "true" });
  expect(withOperator(exists, "equals")).toMatchObject({ operator: "equals", value: "" });
  expect(withOperator(typed, "gte")).toMatchObject({ operator: "gte", value: "5" });
});
