import type { Envelope } from "#schemas/envelope.ts";
import { compilePattern } from "#schemas/pattern/compile.ts";
import { nameMatches } from "#schemas/pattern/evaluate.ts";
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
  if (!parsed.success) return notReady(parsed.error.issues);
  const compile = compilePattern(parsed.data);
  if (compile.outcome === "refused") return notReady(compile.issues);
  const explanation = explain(compile.compiled, envelope);
  if (explanation.outcome === "matched") return explanation;
  const clause = explanation.clause === "name" ? "the name" : `filter ${explanation.clause + 1}`;
  const alternatives = explanation.reason === "none_holds" ? explanation.alternatives : [];
  const details = alternatives.map(({ message }) => message);
  return { outcome: "unmatched", clause, message: explanation.message, details };
}

/** Whether a name fits the draft's; a draft that is wrong fits none. */
export function nameTest({ type, value }: Pick<PatternDraft, "type" | "value">): (name: string) => boolean {
  const parsed = patternSchema.safeParse({ type, value, filters: [] });
  if (!parsed.success) return () => false;
  const compile = compilePattern(parsed.data);
  return compile.outcome === "refused" ? () => false : (name) => nameMatches(compile.compiled, name);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function notReady([first]: readonly Issue[]): Verdict {
  if (first === undefined) return { outcome: "not_ready", message: "" };
  const number = filterNumber(first.path);
  return {
    outcome: "not_ready",
    message: number === null ? first.message : `Filter ${number}: ${first.message}`,
  };
}

/** As the form numbers it: `2`, or `2.1` for the first of a group; null: the issue is not in a filter. */
function filterNumber([, clause, , alternative]: readonly PropertyKey[]): string | null {
  if (typeof clause !== "number") return null;
  return typeof alternative === "number" ? `${clause + 1}.${alternative + 1}` : `${clause + 1}`;
}
