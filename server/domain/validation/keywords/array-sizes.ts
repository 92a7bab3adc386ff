import type { JsonValue } from "#schemas/json/value.ts";
import { canonicalWithin } from "./any-value.ts";
import type { Run } from "./evaluation.ts";
import { type KeywordCompiler, leaf, readCount } from "./keyword.ts";

/** `maxItems` (validation, section 6.4.1). */
export const compileMaxItems: KeywordCompiler = (value, context) => {
  const limit = readCount("maxItems", value, context);
  if (limit === null) return null;
  return leaf(
    "maxItems",
    (items) => !Array.isArray(items) || items.length <= limit,
    (items) => ({
      says: `must have at most ${limit} items, and has ${countOf(items)}`,
      expected: `at most ${limit} items`,
    }),
  );
};

/** `minItems` (validation, section 6.4.2). */
export const compileMinItems: KeywordCompiler = (value, context) => {
  const limit = readCount("minItems", value, context);
  if (limit === null) return null;
  return leaf(
    "minItems",
    (items) => !Array.isArray(items) || items.length >= limit,
    (items) => ({
      says: `must have at least ${limit} items, and has ${countOf(items)}`,
      expected: `at least ${limit} items`,
    }),
  );
};

function countOf(value: JsonValue): number {
  return Array.isArray(value) ? value.length : 0;
}

/** `uniqueItems` (validation, section 6.4.3), in linear time: items are compared by hash. */
export const compileUniqueItems: KeywordCompiler = (value, context) => {
  if (typeof value !== "boolean")
    return context.refuse(["uniqueItems"], "uniqueItems must be true or false.");
  if (!value) return null;
  return {
    keyword: "uniqueItems",
    holds: (items, run) => repeatedItem(items, run) === null,
    explain: (items, run, _scope, report) => {
      const repeated = repeatedItem(items, run);
      if (repeated === null) return;
      const [first, second] = repeated;
      report.add(
        "uniqueItems",
        { says: `must have different items, and items ${first} and ${second} are the same` },
        items,
      );
    },
  };
};

/** The indexes of the first two items that are the same. */
function repeatedItem(items: JsonValue, run: Run): readonly [number, number] | null {
  if (!Array.isArray(items) || items.length < 2) return null;
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    if (run.stepsLeft < 0) return null;
    const key = canonicalWithin(item, run);
    const first = seen.get(key);
    if (first !== undefined) return [first, index];
    seen.set(key, index);
  }
  return null;
}
