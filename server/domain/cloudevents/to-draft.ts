import { parseJson } from "#schemas/json/parse.ts";
import { type DecodedItem, type RefusedItem, refuseItem } from "../receipts/event-draft.ts";
import { refuseReservedId } from "../receipts/reserved-event-id.ts";
import { checkEnvelope } from "../validation/envelope.ts";
import { checkAttributes } from "./check-attributes.ts";
import { type CloudEvent, type CloudEventFault, fault } from "./cloud-event.ts";
import { METADATA_EXTENSION, SOURCE_EXTENSION } from "./extensions.ts";
import { joinMembers } from "./json-members.ts";
import { mapToEvent } from "./map-event.ts";

/** What a CloudEvent's decoding knows beside the event. */
export interface DraftContext {
  /** RFC 3339: the event's time when it has no `time`. */
  readonly receivedAt: string;
  readonly reservedKeys: ReadonlySet<string>;
  /** Where a refusal points for a member of the event; undefined for what stood in headers. */
  readonly pointerOf: (member: string) => string | undefined;
}

/** The attribute that a member of the envelope was made of. */
const ATTRIBUTE_OF: readonly (readonly [pointer: string, attribute: string])[] = [
  ["/eventId", "id"],
  ["/pattern", "type"],
  ["/version", "eventversion"],
  ["/source/type", SOURCE_EXTENSION],
  ["/source", "source"],
  ["/timestamp", "time"],
  ["/payload", "data"],
];

/** A CloudEvent → an event to store, or the reason why it is none of CloudEvents 1.0 or does not fit an event. */
export function toDraft(event: CloudEvent, context: DraftContext): DecodedItem {
  const wrong = checkAttributes(event.attributes);
  if (wrong !== null) return refuseFault(wrong, context);
  const mapped = mapToEvent(event);
  if (mapped.outcome === "fault") return refuseFault(mapped, context);
  const texts = {
    sourceText: joinMembers(mapped.source),
    payloadText: mapped.payloadText,
    metadataText: joinMembers(mapped.metadata),
  };
  const verdict = checkEnvelope({
    eventId: mapped.eventId,
    pattern: mapped.pattern,
    version: mapped.version,
    source: parseJson(texts.sourceText),
    timestamp: mapped.time ?? context.receivedAt,
    payload: parseJson(texts.payloadText),
    metadata: parseJson(texts.metadataText),
  });
  if (verdict.outcome === "invalid") {
    return refuseFault(unfit(verdict.refusal.pointer ?? "", verdict.refusal.message), context);
  }
  const { envelope } = verdict;
  const reserved = refuseReservedId(envelope.eventId, context.reservedKeys, () => context.pointerOf("id"));
  if (reserved !== null) return reserved;
  return { outcome: "event", envelope, ...texts, timestampStated: mapped.time !== undefined };
}

export function refuseFault(
  { member, message, reason }: CloudEventFault,
  context: DraftContext,
): RefusedItem {
  const pointer = context.pointerOf(member);
  return refuseItem(pointer === undefined ? { reason, message } : { reason, message, pointer });
}

function unfit(pointer: string, why: string): CloudEventFault {
  const [, attribute] = ATTRIBUTE_OF.find(([start]) => pointer.startsWith(start)) ?? ["", METADATA_EXTENSION];
  return fault(attribute, `The attribute "${attribute}" does not fit an event: ${why}`);
}
