import type { Explanation } from "#schemas/pattern/explain.ts";
import type { Explained } from "./details.ts";

/** How a pattern and an event stand to one another: by today's pattern, and by what the log recorded. */
export type Standing = "matched" | "no_longer" | "not_recorded" | "unmatched";

interface Judged {
  readonly explanation: Pick<Explanation, "outcome">;
  readonly recorded: Explained["recorded"];
}

export function standingOf({ explanation, recorded }: Judged): Standing {
  const wasMatched = recorded !== null && recorded.match !== null;
  if (explanation.outcome === "matched") return wasMatched ? "matched" : "not_recorded";
  return wasMatched ? "no_longer" : "unmatched";
}

/** What is switched off today, so that no event is matched; null: nothing is. */
export function offSentence({ enabled, workflow }: Pick<Explained, "enabled" | "workflow">): string | null {
  if (!enabled) return "The pattern is switched off.";
  return workflow.enabled ? null : "Its workflow is switched off.";
}

/** The first clause that fails, as the pattern's form numbers it; null: all of them hold. */
export function clauseOf(explanation: Explanation): string | null {
  if (explanation.outcome === "matched") return null;
  return explanation.clause === "name" ? "the name" : `filter ${explanation.clause + 1}`;
}

/** A sentence on each filter of a group that does not hold, none twice. */
export function alternativesOf(explanation: Explanation): readonly string[] {
  if (explanation.outcome === "matched" || explanation.reason !== "none_holds") return [];
  return [...new Set(explanation.alternatives.map(({ message }) => message))];
}
