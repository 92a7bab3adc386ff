import { isUtf8, parseMediaType } from "#schemas/media-type.ts";
import { decodeCloudEvents, holdsCloudEvents } from "../cloudevents/decode.ts";
import type { DecodeTools, ReceivedRequest } from "./decode.ts";
import { decodeEnvelope, decodeNative } from "./decode-native.ts";
import { type DecodedItem, type DecodedRequest, listOf, oneItem } from "./event-draft.ts";
import { placeRefusal } from "./json-items.ts";
import { refuseBody } from "./read-json.ts";
import { beginsArray, splitArray } from "./split-array.ts";
import { LINES, SEQUENCE, type Separator, splitRecords } from "./split-records.ts";

type ReservedKeys = DecodeTools["reservedKeys"];

/**
 * Reads what a publisher sends, by its Content-Type: one envelope or an array of them, a stream of envelopes, or
 * CloudEvents. Items are in the order of the request.
 *
 * `refused`: the request as a whole, since its events cannot be told apart, are too many, or are none at all. An item
 * that is refused does not touch the others.
 */
export function decodePublish(
  request: ReceivedRequest,
  { reservedKeys }: Pick<DecodeTools, "reservedKeys">,
): DecodedRequest {
  if (holdsCloudEvents(request)) return decodeCloudEvents(request, { reservedKeys });
  const mediaType = parseMediaType(request.headers["content-type"] ?? "");
  if (mediaType === null || !isUtf8(mediaType)) return unsupported();
  switch (mediaType.type) {
    case "application/json":
      return decodeJson(request.body, reservedKeys);
    case "application/x-ndjson":
    case "application/ndjson":
    case "application/jsonl":
    case "application/x-jsonlines":
      return decodeRecords(request.body, LINES, reservedKeys);
    case "application/json-seq":
      return decodeRecords(request.body, SEQUENCE, reservedKeys);
    default:
      return unsupported();
  }
}

function decodeJson(body: Uint8Array, reservedKeys: ReservedKeys): DecodedRequest {
  if (!beginsArray(body)) return oneItem(decodeNative(body, reservedKeys));
  const split = splitArray(body, "invalid_envelope", (json, index) =>
    placeRefusal(decodeEnvelope(json, reservedKeys), { name: `Item ${index}`, steps: [index] }),
  );
  return split.outcome === "refused" ? split : someItems(split.items);
}

function decodeRecords(body: Uint8Array, separator: Separator, reservedKeys: ReservedKeys): DecodedRequest {
  const split = splitRecords(body, separator);
  if (split.outcome === "refused") return split;
  return someItems(
    split.records.map(({ json, place }) =>
      json.outcome === "refused" ? json : placeRefusal(decodeEnvelope(json, reservedKeys), place),
    ),
  );
}

/** A publisher without events has lost them on its way: an error, where a batch of CloudEvents may be empty. */
function someItems(items: readonly DecodedItem[]): DecodedRequest {
  if (items.length > 0) return listOf(items);
  return refuseBody("invalid_envelope", "The request holds no event. Send at least one.", "");
}

function unsupported(): DecodedRequest {
  return refuseBody(
    "unsupported_media_type",
    "The Content-Type is none that is read here. Send application/json (one event, or an array), application/x-ndjson, application/cloudevents+json or application/cloudevents-batch+json, in UTF-8.",
  );
}
