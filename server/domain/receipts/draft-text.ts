import type { EventDraft } from "./event-draft.ts";

/** The event as the JSON text of its envelope: what it was read from, digit for digit. */
export function draftText({ envelope, sourceText, payloadText, metadataText }: EventDraft): string {
  const { eventId, pattern, version, timestamp } = envelope;
  const members = {
    eventId: JSON.stringify(eventId),
    pattern: JSON.stringify(pattern),
    version: JSON.stringify(version),
    source: sourceText,
    timestamp: JSON.stringify(timestamp),
    payload: payloadText,
    metadata: metadataText,
  };
  return `{${Object.entries(members)
    .map(([name, text]) => `"${name}":${text}`)
    .join(",")}}`;
}
