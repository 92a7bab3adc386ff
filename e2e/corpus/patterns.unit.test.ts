import { expect, test } from "vitest";
import { z } from "zod";
import { type CompiledPattern, compilePattern } from "#schemas/pattern/compile.ts";
import { evaluate } from "#schemas/pattern/evaluate.ts";
import { explain } from "#schemas/pattern/explain.ts";
import { patternSchema } from "#schemas/pattern/schema.ts";
import type { Pattern } from "#schemas/pattern/types.ts";
import { compileMatcher } from "#server/domain/matching/matcher.ts";
import { readCorpus } from "./read-corpus.ts";

const corpus = readCorpus();

function compiled(pattern: Pattern): CompiledPattern {
  const result = compilePattern(pattern);
  if (result.outcome === "refused") throw new Error(JSON.stringify(result.issues));
  return result.compiled;
}

test("the corpus is large and its names are unique", () => {
  expect(corpus.length).toBeGreaterThanOrEqual(150);
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
});

test.each(corpus)("$name", ({ pattern, event, matches, because }) => {
  const accepted = patternSchema.safeParse(pattern);
  expect(accepted.error && z.prettifyError(accepted.error)).toBeUndefined();
  expect(evaluate(compiled(pattern), event)).toBe(matches);
  expect(explain(compiled(pattern), event)).toMatchObject(
    matches ? { outcome: "matched" } : { outcome: "unmatched", ...because },
  );
  expect(compileMatcher([{ id: "rule", ...pattern }]).match(event)).toEqual(matches ? ["rule"] : []);
});

test("one matcher of all the corpus's patterns finds for each event what each pattern finds alone", () => {
  const rules = corpus.map(({ name, pattern }) => ({ id: name, ...pattern }));
  const matcher = compileMatcher(rules);
  for (const { event } of corpus) {
    const alone = corpus.filter(({ pattern }) => evaluate(compiled(pattern), event)).map(({ name }) => name);
    expect(matcher.match(event)).toEqual(alone);
  }
});
