import { type ItemOutcomeRow, itemOutcomes } from "#db/queries/receipt-outcomes.ts";
import type { ItemOutcome, Refusal, Violation } from "#schemas/receipt.ts";
import type { Ctx } from "../context.ts";

/** What became of one event of a request. */
export interface SettledItem {
  readonly item: number;
  readonly outcome: ItemOutcome;
  readonly eventId: string | null;
  readonly refusal: Refusal | null;
  /** Of rules that only warn. */
  readonly warnings: readonly Violation[];
}

/**
 * Waits for a request's events to be processed.
 *
 * @returns what became of each; null when they still wait after the time, or the request was put aside as a whole
 *   because processing it failed
 */
export async function awaitOutcome(
  ctx: Ctx,
  receiptId: string,
  timeoutMs: number,
): Promise<readonly SettledItem[] | null> {
  if (!(await ctx.settlements.wait(receiptId, timeoutMs))) return null;
  const rows = await itemOutcomes(ctx.db.sql, receiptId);
  return rows.length === 0 ? null : rows.map(toSettled);
}

function toSettled({ item, outcome, eventId, detail, warnings }: ItemOutcomeRow): SettledItem {
  return {
    item,
    outcome: requireOutcome(outcome),
    eventId,
    refusal: detail === null ? null : JSON.parse(detail),
    warnings: warnings === null ? [] : JSON.parse(warnings),
  };
}

const ITEM_OUTCOMES: readonly ItemOutcome[] = ["stored", "duplicate", "conflict", "rejected", "quarantined"];

function requireOutcome(value: string): ItemOutcome {
  const outcome = ITEM_OUTCOMES.find((known) => known === value);
  if (!outcome) throw new Error(`A receipt's item has the outcome "${value}", which is none.`);
  return outcome;
}
