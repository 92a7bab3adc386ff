import type { ItemStanding } from "#db/queries/receipts-correct.ts";
import { jsonEqual } from "#schemas/json/equal.ts";
import { type JsonObject, memberOf } from "#schemas/json/value.ts";
import { envelopeRoot } from "#schemas/pattern/root.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { eventIdPrefix } from "#schemas/source.ts";
import type { EventDraft } from "#server/domain/receipts/event-draft.ts";
import type { Source } from "../sources/directory.ts";

/** What is corrected: the item that was refused last, its source and, where it can still be read, its event. */
export interface CorrectedItem {
  readonly latest: Pick<ItemStanding, "outcome" | "eventId">;
  readonly source: Pick<Source, "key" | "preset">;
  readonly before: EventDraft | null;
}

/**
 * Whether an event may take the place of an item: it keeps the item's event id, or has a new one where the old one is
 * another event's, and it says the same source.
 *
 * @returns null: it may
 */
export function checkCorrection({ envelope }: EventDraft, corrected: CorrectedItem): Refusal | null {
  const wrongId = idFault(envelope.eventId, corrected);
  if (wrongId !== null) return refuse("/eventId", wrongId);
  const source = sourceOf(corrected);
  if (source === null || jsonEqual(memberOf(envelopeRoot(envelope), "source") ?? null, source)) return null;
  return refuse(
    "/source",
    `A correction comes from where the event came from: leave the source ${JSON.stringify(source)}.`,
  );
}

function idFault(eventId: string, { latest, source }: CorrectedItem): string | null {
  const before = latest.eventId;
  if (before !== null && latest.outcome === "conflict") {
    if (eventId === before)
      return "Another event has this id, which is why this one was not stored. Give it a new id.";
  } else if (before !== null) {
    if (eventId !== before) return `A correction keeps the event's id: leave it ${JSON.stringify(before)}.`;
  }
  const prefix = eventIdPrefix(source.key);
  if (source.preset === "native" || eventId.startsWith(prefix)) return null;
  return `The ids of this source's events begin with ${JSON.stringify(prefix)}.`;
}

/** Null: it is not known any more. */
function sourceOf({ source, before }: CorrectedItem): JsonObject | null {
  if (source.preset !== "native") return { type: "integration", id: source.key };
  if (before === null) return null;
  return { ...before.envelope.source };
}

function refuse(pointer: string, message: string): Refusal {
  return { reason: "invalid_envelope", message, pointer };
}
