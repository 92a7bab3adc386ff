import type { DecodedSource, DecodeTools } from "./decode.ts";
import { decodeNative } from "./decode-native.ts";
import { type DecodedRequest, oneItem } from "./event-draft.ts";

/**
 * Reads the event that a person wrote to correct one that was rejected: an envelope, whatever its source sends. It may
 * have an id of the source's own deliveries, of which it replaces one, and of no other webhook source.
 */
export function decodeCorrection(
  { key }: Pick<DecodedSource, "key">,
  body: Uint8Array,
  { reservedKeys }: Pick<DecodeTools, "reservedKeys">,
): DecodedRequest {
  return oneItem(decodeNative(body, new Set([...reservedKeys].filter((reserved) => reserved !== key))));
}
