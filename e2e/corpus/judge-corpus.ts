import { compilePattern } from "#schemas/pattern/compile.ts";
import { evaluate } from "#schemas/pattern/evaluate.ts";
import { type Explanation, explain } from "#schemas/pattern/explain.ts";
import { patternSchema } from "#schemas/pattern/schema.ts";
import { type CorpusCase, parseCorpus } from "./corpus.ts";

/** What the pattern language's code says of a case, wherever it runs. */
export interface CorpusVerdict {
  readonly name: string;
  readonly matches: boolean;
  readonly explanation: Explanation;
}

/** Judges a case as a person's pattern is: checked, compiled, evaluated and explained. Throws when it is refused. */
export function judgeCase({ name, pattern, event }: CorpusCase): CorpusVerdict {
  const result = compilePattern(patternSchema.parse(pattern));
  if (result.outcome === "refused") throw new Error(`${name}: ${JSON.stringify(result.issues)}`);
  return { name, matches: evaluate(result.compiled, event), explanation: explain(result.compiled, event) };
}

/** The verdicts on a corpus, both as JSON text: what crosses the border of a browser keeps every member. */
export function judgeCorpusText(text: string): string {
  return JSON.stringify(parseCorpus(text).map(judgeCase));
}

/** The verdict that a case asks for, for `toMatchObject`. */
export function expectedVerdict({ name, matches, because }: CorpusCase) {
  return { name, matches, explanation: { outcome: matches ? "matched" : "unmatched", ...because } };
}
