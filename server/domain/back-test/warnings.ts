import type { BackTestWarning, FailingClause, Overlap } from "#schemas/back-test.ts";
import type { Pattern } from "#schemas/pattern/types.ts";
import { eventsOf, numberOf, quote } from "./sentences.ts";

/** A pattern that matches more than this share of all events says next to nothing about them. */
const NEARLY_ALL = 0.95;

/** Of fewer events a share says nothing. */
const MIN_EVENTS_FOR_SHARE = 20;

/** What the warnings rest on. */
export interface Findings {
  readonly rule: Pattern;
  /** Events that were read whose name fits. */
  readonly fitting: number;
  readonly matched: number;
  /** Whether the log holds any event whose name fits, of whatever time. */
  readonly hasNamedEvents: boolean;
  /** All events of the part of the log that was seen, counted up to `worthCounting`; null: not counted. */
  readonly allEvents: number | null;
  readonly failingClauses: readonly FailingClause[];
  /** Patterns of the same workflow that match all that this one does. */
  readonly covering: readonly Overlap[];
  /** Whether any pattern was changed while the events were read. */
  readonly patternsChanged: boolean;
}

/** Up to which number all events have to be counted to see whether nearly all of them matched. */
export function worthCounting(matched: number): number {
  return matched < MIN_EVENTS_FOR_SHARE ? 0 : Math.ceil(matched / NEARLY_ALL);
}

/** What is suspicious about a pattern, each with the numbers that it rests on. */
export function warningsOf(findings: Findings): BackTestWarning[] {
  const { hasNamedEvents, fitting, matched } = findings;
  if (!hasNamedEvents) return [noSuchEvent(findings.rule)];
  if (fitting === 0) return [];
  if (matched === 0) return [neverMatches(findings)];
  const shadowing = findings.covering.map((other) => shadowed(matched, other));
  const changed = findings.patternsChanged ? [PATTERNS_CHANGED] : [];
  return [...matchesEverything(findings), ...shadowing, ...changed];
}

const PATTERNS_CHANGED: BackTestWarning = {
  kind: "patterns_changed",
  message:
    "Patterns were changed while this ran. What it says of other patterns may be partly of how they were, and partly of how they are. Run it again to compare with those of now.",
};

const NAMES: Readonly<Record<Pattern["type"], string>> = {
  exact: "is",
  prefix: "begins with",
  regex: "matches",
};

function noSuchEvent({ type, value }: Pattern): BackTestWarning {
  const message = `The log holds no event whose name ${NAMES[type]} ${quote(value)}. Compare it with the names of events that there are.`;
  return { kind: "no_such_event", message };
}

function neverMatches({ fitting, failingClauses }: Findings): BackTestWarning {
  const [first] = failingClauses;
  const why = first === undefined ? "" : ` Filter ${first.clause + 1} fails most often: ${first.example}`;
  const message = `It matches none of the ${eventsOf(fitting)} whose name fits.${why}`;
  return { kind: "never_matches", fitting, message };
}

function matchesEverything({ matched, allEvents }: Findings): BackTestWarning[] {
  if (allEvents === null || matched < MIN_EVENTS_FOR_SHARE || matched / allEvents <= NEARLY_ALL) return [];
  const percent = ((100 * matched) / allEvents).toFixed(1);
  const message = `It matches ${numberOf(matched)} of all ${eventsOf(allEvents)} (${percent} %): nearly everything that happens starts the workflow.`;
  return [{ kind: "matches_everything", matched, events: allEvents, message }];
}

function shadowed(matched: number, { patternId, name }: Overlap): BackTestWarning {
  const message = `${quote(name)} of the same workflow matches all ${eventsOf(matched)} that this one matches. A workflow runs once for an event, so this pattern starts nothing that the other does not.`;
  return { kind: "shadowed", matched, patternId, patternName: name, message };
}
