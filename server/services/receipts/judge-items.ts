import { setImmediate as breathe } from "node:timers/promises";
import { MAX_VIOLATIONS, type Refusal, type Violation } from "#schemas/receipt.ts";
import type { EventDraft } from "#server/domain/receipts/event-draft.ts";
import type { Ctx } from "../context.ts";
import { Patience } from "../rules/checks/patience.ts";
import type { RuleVerdict } from "../rules/rule-book.ts";
import type { JudgedEvent, PreparedItem, TransformedItem } from "./receipt-item.ts";
import { charactersOfViolation } from "./violation-size.ts";

/** Events judged at once: some ms of this process, after which others have their turn. */
const JUDGED_AT_ONCE = 200;

/**
 * 4 MiB of what is wrong with the events of one request: beyond it, an event keeps the first of its errors alone. Ten
 * thousand events with fifty errors each would take a hundred times the memory of the request itself.
 */
const MAX_REQUEST_VIOLATION_CHARACTERS = 4 * 1024 * 1024;

type JudgeCtx = Pick<Ctx, "schemas" | "rules">;

/**
 * Judges events by their schemas and by the business rules that look at one event alone; all that speaks against an
 * event is collected. State machines judge later, where the log is asked: see rules/transitions.ts.
 *
 * @throws as SchemaBook.judge and RuleBook.judge do
 */
export async function judgeItems(
  ctx: JudgeCtx,
  items: readonly TransformedItem[],
): Promise<readonly PreparedItem[]> {
  const prepared: PreparedItem[] = [];
  const patience = new Patience();
  const budget = { characters: MAX_REQUEST_VIOLATION_CHARACTERS };
  for (let at = 0; at < items.length; at += JUDGED_AT_ONCE) {
    if (at > 0) await breathe();
    const some = items.slice(at, at + JUDGED_AT_ONCE);
    const drafts = some.filter((item) => item.outcome === "event");
    const judged = (await judgeDrafts(ctx, drafts, patience)).values();
    for (const item of some) {
      const next = item.outcome === "event" ? judged.next().value : item;
      if (next !== undefined) prepared.push(next.outcome === "event" ? withinBudget(budget, next) : next);
    }
  }
  return prepared;
}

async function judgeDrafts(
  ctx: JudgeCtx,
  drafts: readonly EventDraft[],
  patience: Patience,
): Promise<readonly JudgedEvent[]> {
  if (drafts.length === 0) return [];
  const envelopes = drafts.map(({ envelope }) => envelope);
  const bySchema = await ctx.schemas.judge(envelopes);
  const byRules = await ctx.rules.judge(envelopes, patience);
  return drafts.map((draft, index) => {
    const verdict = byRules[index];
    if (verdict === undefined)
      throw new Error("The business rules gave fewer verdicts than there are events.");
    return { outcome: "event", draft, ...conclude(bySchema[index] ?? null, verdict) };
  });
}

function conclude(bySchema: Refusal | null, { refusals, warnings }: RuleVerdict) {
  const kept = warnings.slice(0, MAX_VIOLATIONS);
  if (bySchema === null) return { refusal: refusedByRules(refusals), warnings: kept };
  const errors = [...(bySchema.errors ?? []), ...refusals].slice(0, MAX_VIOLATIONS);
  return { refusal: errors.length === 0 ? bySchema : { ...bySchema, errors }, warnings: kept };
}

/** What rules that refuse say of an event, as one refusal; null when they say nothing. */
export function refusedByRules(violations: readonly Violation[]): Refusal | null {
  const [first, ...others] = violations;
  if (first === undefined) return null;
  const message =
    others.length === 0 ? first.message : `${first.message} (${others.length} more: see the errors.)`;
  const errors = violations.slice(0, MAX_VIOLATIONS);
  return { reason: "rule_violation", message, pointer: first.pointer, errors };
}

function withinBudget(budget: { characters: number }, event: JudgedEvent): JudgedEvent {
  const { refusal, warnings } = event;
  for (const violation of [...(refusal?.errors ?? []), ...warnings]) {
    budget.characters -= charactersOfViolation(violation);
  }
  if (budget.characters >= 0) return event;
  const shortened =
    refusal?.errors === undefined ? refusal : { ...refusal, errors: refusal.errors.slice(0, 1) };
  return { ...event, refusal: shortened, warnings: warnings.slice(0, 1) };
}
