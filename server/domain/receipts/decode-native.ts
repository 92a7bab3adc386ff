import { jsonPointer } from "#schemas/json/pointer.ts";
import { checkEnvelope } from "../validation/envelope.ts";
import { type DecodedItem, refuseItem } from "./event-draft.ts";
import { type JsonBody, readJson } from "./read-json.ts";
import { refuseReservedId } from "./reserved-event-id.ts";

/**
 * Reads one event in the specification's envelope.
 *
 * @param reservedKeys keys of the webhook sources, whose event ids nobody else may use
 */
export function decodeNative(body: Uint8Array, reservedKeys: ReadonlySet<string>): DecodedItem {
  const json = readJson(body);
  return json.outcome === "refused" ? json : decodeEnvelope(json, reservedKeys);
}

/** Reads an envelope from its own JSON text. Pointers of refusals begin at the envelope. */
export function decodeEnvelope(
  { text, scan }: Pick<JsonBody, "text" | "scan">,
  reservedKeys: ReadonlySet<string>,
): DecodedItem {
  const verdict = checkEnvelope(JSON.parse(text));
  if (verdict.outcome === "invalid") return refuseItem(verdict.refusal);
  const { envelope } = verdict;
  const reserved = refuseReservedId(envelope.eventId, reservedKeys, () => jsonPointer(["eventId"]));
  if (reserved !== null) return reserved;
  const textOf = (member: string) => {
    const slice = scan.members.get(member);
    return slice ? text.slice(slice.start, slice.end) : "{}";
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
