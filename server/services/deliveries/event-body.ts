import type { ClaimedDelivery } from "#db/queries/deliveries.ts";

/** The specification's envelope as JSON text, with the payload's own digits: nothing is parsed on the way. */
export function eventBody(delivery: ClaimedDelivery): string {
  const members = [
    ["eventId", JSON.stringify(delivery.eventId)],
    ["pattern", JSON.stringify(delivery.pattern)],
    ["version", JSON.stringify(delivery.version)],
    ["source", delivery.source],
    ["timestamp", JSON.stringify(delivery.timestamp)],
    ["payload", delivery.payload],
    ["metadata", delivery.metadata],
  ];
  return `{${members.map(([name, text]) => `"${name}":${text}`).join(",")}}`;
}
