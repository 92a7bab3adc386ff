import { eventIdPrefix } from "#schemas/source.ts";
import { type RefusedItem, refuseItem } from "./event-draft.ts";

/**
 * Refuses an event id that begins with the key of a webhook source and so belongs to that source alone: nobody can
 * occupy the id of a delivery that is still to come.
 *
 * @param pointerOf where the id stands in the body; undefined when it stood in a header
 * @returns null when the id is free
 */
export function refuseReservedId(
  eventId: string,
  reservedKeys: ReadonlySet<string>,
  pointerOf: () => string | undefined,
): RefusedItem | null {
  const colon = eventId.indexOf(":");
  const owner = eventId.slice(0, colon);
  if (colon <= 0 || !reservedKeys.has(owner)) return null;
  const pointer = pointerOf();
  const reason = "reserved_event_id";
  const message = `The event id begins with "${eventIdPrefix(owner)}" and so belongs to the webhook source "${owner}". Choose another id.`;
  return refuseItem(pointer === undefined ? { reason, message } : { reason, message, pointer });
}
