import type { ItemOrigin, ItemStanding } from "#db/queries/receipts-correct.ts";

/** Outcomes that a person can mend. What is held waits for its source's configuration, and is verified again. */
const CORRECTABLE: ReadonlySet<string> = new Set(["rejected", "conflict"]);

const UNJUDGED = "This correction was put aside before it was judged";

/** Why an item cannot be corrected, whatever became of its corrections; null: nothing is known that speaks against it. */
export function uncorrectableOrigin({ outcome, isCorrection, eventId }: ItemOrigin): string | null {
  // Each correction was read before it was taken: without an id it was never judged.
  if (isCorrection && eventId === null) {
    return outcome === "quarantined"
      ? `${UNJUDGED}: correct the event that it was written for, or verify it again.`
      : `${UNJUDGED}, and another one took its place: correct the event that it was written for.`;
  }
  return CORRECTABLE.has(outcome) ? null : describeOutcome(outcome);
}

/** Why what stands for an item cannot be corrected; null: it can, for the first time or since its corrections came to nothing. */
export function uncorrectableStanding(
  origin: ItemOrigin,
  item: number,
  standing: ItemStanding,
): string | null {
  const { receiptId, outcome, next, nextOutcome, isPending } = standing;
  if (nextOutcome === "pending") return `${corrected(next)}, which has not come to an end yet.`;
  if (isPending) return "The request, or a correction of it, is processed just now. Look again in a moment.";
  if (next !== null && nextOutcome !== "quarantined") return `${corrected(next)}.`;
  if (CORRECTABLE.has(outcome)) return null;
  const isItself = receiptId === origin.id && standing.item === item;
  return isItself ? describeOutcome(outcome) : `${corrected(receiptId)}.`;
}

function corrected(by: string | null): string {
  return `It was corrected already, by the receipt ${by}`;
}

function describeOutcome(outcome: string): string {
  return outcome === "quarantined"
    ? "It is held, and nothing is wrong with the event itself: mend its source's configuration, and verify it again."
    : `It is ${outcome}: only what was rejected, or has the id of another event, can be corrected.`;
}
