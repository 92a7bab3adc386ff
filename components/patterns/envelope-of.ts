import type { Outputs } from "#components/trpc/client.ts";
import type { Envelope } from "#schemas/envelope.ts";
import { SOURCE_TYPES } from "#schemas/event-search.ts";

type EventRow = Outputs["events"]["get"]["event"];

/** The event as JSON text in the specification's shape; payload and metadata keep their digits. */
export function envelopeText(event: EventRow, payload: string): string {
  const { eventId, pattern, version, sourceType, sourceId, timestamp, metadata } = event;
  const members = [
    `"eventId":${JSON.stringify(eventId)}`,
    `"pattern":${JSON.stringify(pattern)}`,
    `"version":${JSON.stringify(version)}`,
    `"source":${JSON.stringify({ type: sourceType, id: sourceId })}`,
    `"timestamp":${JSON.stringify(timestamp)}`,
    `"payload":${payload}`,
    `"metadata":${metadata}`,
  ];
  return `{${members.join(",")}}`;
}

/** The event as the matcher sees it. */
export function envelopeOf(event: EventRow, payload: string): Envelope {
  const { eventId, pattern, version, sourceId, timestamp, metadata } = event;
  const type = SOURCE_TYPES.find((known) => known === event.sourceType) ?? "external";
  return {
    eventId,
    pattern,
    version,
    timestamp,
    source: { type, id: sourceId },
    payload: JSON.parse(payload),
    metadata: JSON.parse(metadata),
  };
}
