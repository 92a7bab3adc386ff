import type { Envelope } from "#schemas/envelope.ts";
import { type CompiledPattern, compilePattern } from "#schemas/pattern/compile.ts";
import { evaluate } from "#schemas/pattern/evaluate.ts";
import type { Rule } from "#server/domain/matching/rule.ts";

const compiled = new WeakMap<Rule, CompiledPattern>();

/** What each rule finds alone, by the evaluator that defines what a pattern means: the ids, in the rules' order. */
export function matchOneByOne(rules: Iterable<Rule>, envelope: Envelope): string[] {
  return [...rules].filter((rule) => evaluate(compiledAlone(rule), envelope)).map(({ id }) => id);
}

function compiledAlone(rule: Rule): CompiledPattern {
  const known = compiled.get(rule);
  if (known !== undefined) return known;
  const result = compilePattern(rule);
  if (result.outcome === "refused") throw new Error(JSON.stringify(result.issues));
  compiled.set(rule, result.compiled);
  return result.compiled;
}
