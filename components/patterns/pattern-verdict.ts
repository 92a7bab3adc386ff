import type { Envelope } from "#schemas/envelope.ts";
import { compilePattern } from "#schemas/pattern/compile.ts";
import { explain } from "#schemas/pattern/explain.ts";
import { patternSchema } from "#schemas/pattern/schema.ts";
import { type PatternDraft, ruleOf } from "./pattern-draft.ts";

/**
 * What a draft says of an event. `clause` names the first one that fails: the name, or a filter by its number. For a group
 * `details` has a sentence on each of its filters.
 */
export type Verdict =
  | { readonly outcome: "matched" }
  | {
      readonly outcome: "unmatched";
      readonly clause: string;
      readonly message: string;
      readonly details: readonly string[];
    }
  | { readonly outcome: "not_ready"; readonly message: string };

/** Runs the evaluator that the workers run. */
export function judge(draft: PatternDraft, envelope: Envelope): Verdict {
  const parsed = patternSchema.safeParse(ruleOf(draft));
  if (!parsed.success) return { outcome: "not_ready", message: parsed.error.issues[0]?.message ?? "" };
  const compile = compilePattern(parsed.data);
  if (compile.outcome === "refused")
    return { outcome: "not_ready", message: compile.issues[0]?.message ?? "" };
  const explanation = explain(compile.compiled, envelope);
  if (explanation.outcome === "matched") return explanation;
  const clause = explanation.clause === "name" ? "the name" : `filter ${explanation.clause + 1}`;
  const alternatives = explanation.reason === "none_holds" ? explanation.alternatives : [];
  const details = alternatives.map(({ message }) => message);
  return { outcome: "unmatched", clause, message: explanation.message, details };
}
