import { eventIdPrefix } from "#schemas/source.ts";
import { checkEnvelope } from "../validation/envelope.ts";
import { type DecodedItem, refuseItem } from "./event-draft.ts";
import { readJson } from "./read-json.ts";

/**
 * Reads the specification's envelope.
 *
 * @param reservedKeys keys of the webhook sources: an event id `<key>:…` belongs to that source alone, so that
 *   nobody can occupy the id of a delivery that is still to come
 */
export function decodeNative(body: Uint8Array, reservedKeys: ReadonlySet<string>): DecodedItem {
  const json = readJson(body);
  if (json.outcome === "refused") return json;
  const verdict = checkEnvelope(JSON.parse(json.text));
  if (verdict.outcome === "invalid") return refuseItem(verdict.refusal);
  const { envelope } = verdict;
  const owner = reservedOwner(envelope.eventId, reservedKeys);
  if (owner !== null) {
    const message = `The event id begins with "${eventIdPrefix(owner)}" and so belongs to the webhook source "${owner}". Choose another id.`;
    return refuseItem({ reason: "reserved_event_id", message, pointer: "/eventId" });
  }
  const textOf = (member: string) => {
    const slice = json.scan.members.get(member);
    return slice ? json.text.slice(slice.start, slice.end) : "{}";
  };
  return {
    outcome: "event",
    envelope,
    sourceText: textOf("source"),
    payloadText: textOf("payload"),
    metadataText: textOf("metadata"),
    timestampStated: true,
  };
}

function reservedOwner(eventId: string, reservedKeys: ReadonlySet<string>): string | null {
  const colon = eventId.indexOf(":");
  const key = eventId.slice(0, colon);
  return colon > 0 && reservedKeys.has(key) ? key : null;
}
