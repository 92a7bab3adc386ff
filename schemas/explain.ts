import { z } from "zod";
import { eventDraft } from "./event-draft.ts";
import { eventKey } from "./event-key.ts";
import { pageSize } from "./page.ts";
import type { Explanation } from "./pattern/explain.ts";

/** Which patterns are shown: those that match today, those that do not, or both. */
export const EXPLANATION_FILTERS = ["all", "matched", "unmatched"] as const;

/**
 * A place in the list of patterns: first those whose name fits the event's, by their own names, then the others, whose
 * clauses do not matter.
 */
export const explainCursor = z.strictObject({
  part: z.enum(["fitting", "others"]),
  /** Name of the last pattern looked at; null: the part's beginning. */
  after: z.string().max(120).nullable(),
});
export type ExplainCursor = z.infer<typeof explainCursor>;

/** A page of explanations. `patternId`: that pattern alone. */
export const explainPage = z.object({
  show: z.enum(EXPLANATION_FILTERS).default("all"),
  patternId: z.uuid("This is not the id of a pattern.").optional(),
  cursor: explainCursor.nullish(),
  limit: pageSize,
});
export type ExplainPage = z.infer<typeof explainPage>;

/** A stored event, and what to say of it. */
export const explainEventInput = explainPage.extend({ event: eventKey });

/** An event that is not stored, with what else its filters look at. */
export const explainDraftInput = explainPage.extend({ event: eventDraft });

/** The match that the log recorded when the event was stored. */
export interface RecordedMatch {
  readonly version: number;
  readonly matchedAt: string;
}

/** What became of the event then, beside what would become of it now. */
export interface AsRecorded {
  /** The match that is in the log; null: there was none. */
  readonly match: RecordedMatch | null;
  /** The version of the pattern when the event was stored; null: it was not there yet. */
  readonly versionThen: number | null;
  /** Whether today's answer is the recorded one. */
  readonly agrees: boolean;
  readonly message: string;
}

/** One pattern, and whether the event matches it as it is today. */
export interface PatternExplanation {
  readonly patternId: string;
  readonly name: string;
  readonly version: number;
  /** Whether events are matched with it: it is switched on, and so is its workflow. */
  readonly live: boolean;
  readonly enabled: boolean;
  readonly workflow: { readonly id: string; readonly name: string; readonly enabled: boolean };
  readonly explanation: Explanation;
  /** One sentence: that it matches, or what is the first thing that it does not fit. */
  readonly message: string;
  /** Null for an event that is not stored. */
  readonly recorded: AsRecorded | null;
}
