import type { EventBodyRow } from "#db/queries/scan-events.ts";
import type { Envelope } from "#schemas/envelope.ts";

type EventTexts = Pick<
  EventBodyRow,
  "eventId" | "pattern" | "version" | "source" | "timestamp" | "payload" | "metadata"
>;

/**
 * A stored event as patterns, schemas and rules see it. What is stored was an envelope when it came in (checkEnvelope),
 * so its texts are objects. Numbers are read as doubles, as they were when the event was matched.
 */
export function storedEnvelope(row: EventTexts): Envelope {
  const { eventId, pattern, version, timestamp } = row;
  const source: Envelope["source"] = JSON.parse(row.source);
  const payload: Envelope["payload"] = JSON.parse(row.payload);
  const metadata: Envelope["metadata"] = JSON.parse(row.metadata);
  return { eventId, pattern, version, source, timestamp, payload, metadata };
}
