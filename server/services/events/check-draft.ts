import type { EventDraft } from "#schemas/event-draft.ts";
import { checkEnvelope, type EnvelopeVerdict } from "#server/domain/validation/envelope.ts";

/** The event that somebody has written down, with what they left out. @param now the event's time, unless they gave one */
export function checkDraft(draft: EventDraft, now: Date): EnvelopeVerdict {
  const madeUp = {
    eventId: "draft",
    version: "1.0",
    source: { type: "external", id: "draft" },
    timestamp: now.toISOString(),
    metadata: {},
  };
  return checkEnvelope({ ...madeUp, ...draft });
}
