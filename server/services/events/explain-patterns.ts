import {
  type ExplainedPatternRow,
  explainedPatterns,
  type StoredMoment,
} from "#db/queries/explain-patterns.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { ExplainCursor, ExplainPage, PatternExplanation } from "#schemas/explain.ts";
import { nameMatches } from "#schemas/pattern/evaluate.ts";
import type { Ctx } from "../context.ts";
import { Pacer } from "../log-scan/pacer.ts";
import { readRule } from "../patterns/read-rule.ts";
import { explainPattern } from "./explain-pattern.ts";

/** An event to explain; `stored` is null when it is not in the log. */
export interface ExplainedEvent {
  readonly envelope: Envelope;
  readonly stored: StoredMoment;
}

export interface ExplanationPage {
  readonly rows: readonly PatternExplanation[];
  /** Null on the last page. A page may have fewer rows than were asked for, and still not be the last. */
  readonly nextCursor: ExplainCursor | null;
}

/** Patterns read at once. */
const CANDIDATES = 200;

/** One page's work: after this it is answered with what it has, and the next page goes on. */
const MAX_PAGE_MS = 1_000;

/**
 * A page of explanations: first of the patterns whose name fits the event's, then of the others. The work of a page is
 * bounded by time, however many patterns have to be looked at to find some that are to be shown.
 */
export async function explainPatterns(
  ctx: Pick<Ctx, "db" | "log">,
  event: ExplainedEvent,
  { show, cursor, limit }: Pick<ExplainPage, "show" | "cursor" | "limit">,
): Promise<ExplanationPage> {
  const deadlineMs = performance.now() + MAX_PAGE_MS;
  const pacer = new Pacer();
  const rows: PatternExplanation[] = [];
  let at: ExplainCursor = cursor ?? { part: "fitting", after: null };
  for (;;) {
    const { stored, envelope } = event;
    const chunk = { ...at, event: stored, eventName: envelope.pattern, limit: CANDIDATES };
    const candidates = await explainedPatterns(ctx.db.sql, chunk);
    for (const candidate of candidates) {
      at = { part: at.part, after: candidate.name };
      const row = explainCandidate(ctx, event, at.part, candidate);
      if (row !== null && isShown(row, show)) rows.push(row);
      if (rows.length >= limit || performance.now() > deadlineMs) return { rows, nextCursor: at };
      await pacer.rest();
    }
    if (candidates.length === CANDIDATES) continue;
    if (at.part === "others" || show === "matched") return { rows, nextCursor: null };
    at = { part: "others", after: null };
  }
}

/** Null when the pattern belongs to the other part, or cannot be read. */
function explainCandidate(
  { log }: Pick<Ctx, "log">,
  event: ExplainedEvent,
  part: ExplainCursor["part"],
  row: ExplainedPatternRow,
): PatternExplanation | null {
  const rule = readRule(row);
  if (rule === null) {
    log.error({ patternId: row.id }, "a stored pattern cannot be read");
    return null;
  }
  const fits = nameMatches(rule, event.envelope.pattern);
  return fits === (part === "fitting") ? explainPattern(row, rule, event) : null;
}

function isShown({ explanation }: PatternExplanation, show: ExplainPage["show"]): boolean {
  return show === "all" || explanation.outcome === show;
}
