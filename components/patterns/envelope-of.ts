import type { Outputs } from "#components/trpc/client.ts";
import type { Envelope } from "#schemas/envelope.ts";

type EventRow = Outputs["events"]["get"]["event"];

/** The event as JSON text in the specification's shape; source, payload and metadata keep their digits. */
export function envelopeText(event: EventRow, payload: string): string {
  const { eventId, pattern, version, source, timestamp, metadata } = event;
  const members = [
    `"eventId":${JSON.stringify(eventId)}`,
    `"pattern":${JSON.stringify(pattern)}`,
    `"version":${JSON.stringify(version)}`,
    `"source":${source}`,
    `"timestamp":${JSON.stringify(timestamp)}`,
    `"payload":${payload}`,
    `"metadata":${metadata}`,
  ];
  return `{${members.join(",")}}`;
}

/** The event as the matcher sees it. */
export function envelopeOf(event: EventRow, payload: string): Envelope {
  const { eventId, pattern, version, source, timestamp, metadata } = event;
  return {
    eventId,
    pattern,
    version,
    timestamp,
    source: JSON.parse(source),
    payload: JSON.parse(payload),
    metadata: JSON.parse(metadata),
  };
}
