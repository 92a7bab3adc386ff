import { expect, test } from "vitest";
import { compilePattern } from "#schemas/pattern/compile.ts";
import { explain } from "#schemas/pattern/explain.ts";
import type { PatternFilter } from "#schemas/pattern/types.ts";
import { alternativesOf, clauseOf, offSentence, standingOf } from "./explanation-words.ts";

const ENVELOPE = {
  eventId: "1",
  pattern: "invoice.created",
  version: "1.0",
  source: { type: "external", id: "a" },
  timestamp: "2026-01-01T00:00:00Z",
  payload: { amount: 5 },
  metadata: {},
} as const;

const LARGE: PatternFilter = { field: "$.payload.amount", operator: "gt", value: 10 };

function explained(value: string, filters: readonly (PatternFilter | { any_of: PatternFilter[] })[] = []) {
  const compile = compilePattern({ type: "exact", value, filters: [...filters] });
  if (compile.outcome === "refused") throw new Error("the pattern is refused");
  return explain(compile.compiled, ENVELOPE);
}

const MATCHES = explained("invoice.created");
const DIFFERS = explained("invoice.paid");
const RECORDED = { match: { version: 1, matchedAt: "" }, versionThen: 1, agrees: true, message: "" };

test.each([
  [MATCHES, RECORDED, "matched"],
  [MATCHES, { ...RECORDED, match: null }, "not_recorded"],
  [DIFFERS, RECORDED, "no_longer"],
  [DIFFERS, { ...RECORDED, match: null }, "unmatched"],
  [DIFFERS, null, "unmatched"],
] as const)("%j beside the record %j is %j", (explanation, recorded, standing) => {
  expect(standingOf({ explanation, recorded })).toBe(standing);
});

test("what is switched off is named, the pattern before its workflow", () => {
  const workflow = { id: "", name: "", enabled: true };
  expect(offSentence({ enabled: true, workflow })).toBeNull();
  expect(offSentence({ enabled: true, workflow: { ...workflow, enabled: false } })).toMatch(/workflow/);
  expect(offSentence({ enabled: false, workflow: { ...workflow, enabled: false } })).toMatch(/pattern/);
});

test("a clause is called as in the form", () => {
  expect(clauseOf(MATCHES)).toBeNull();
  expect(clauseOf(DIFFERS)).toBe("the name");
  expect(clauseOf(explained("invoice.created", [LARGE]))).toBe("filter 1");
});

test("a group has a sentence for each of its filters, and none twice", () => {
  const other: PatternFilter = { field: "$.payload.other", operator: "equals", value: 1 };
  const group = explained("invoice.created", [{ any_of: [LARGE, other, LARGE] }]);
  expect(alternativesOf(group)).toHaveLength(2);
  expect(alternativesOf(explained("invoice.created", [LARGE]))).toEqual([]);
});
