import { jsonPointer } from "#schemas/json/pointer.ts";
import { isUtf8, type MediaType, parseMediaType } from "#schemas/media-type.ts";
import { shortPointer } from "#schemas/receipt.ts";
import type { DecodeTools, ReceivedRequest } from "../receipts/decode.ts";
import { type DecodedItem, type DecodedRequest, listOf, oneItem } from "../receipts/event-draft.ts";
import { type JsonBody, type RefusedBody, readJson, refuseBody } from "../receipts/read-json.ts";
import { splitArray } from "../receipts/split-array.ts";
import { textsOf } from "./json-members.ts";
import { readBinary } from "./read-binary.ts";
import { readStructured } from "./read-structured.ts";
import { type DraftContext, refuseFault, toDraft } from "./to-draft.ts";

const STRUCTURED = "application/cloudevents";
const BATCH = "application/cloudevents-batch";

/** The JSON format is the one that every receiver must know, and the one that is known here. */
const JSON_FORMAT = "+json";

/** The steps to an event that is the whole body. */
const WHOLE_BODY: readonly number[] = [];

type Tools = Pick<DecodeTools, "reservedKeys">;

/**
 * Whether a request holds CloudEvents: by its Content-Type, or in the binary mode by the header `ce-specversion`
 * (HTTP protocol binding 1.0.2, section 3).
 */
export function holdsCloudEvents({ headers }: Pick<ReceivedRequest, "headers">): boolean {
  return formatOf(headers) !== null || headers["ce-specversion"] !== undefined;
}

/**
 * Reads the CloudEvents of a request for which {@link holdsCloudEvents} is true. A batch is judged event by event; an
 * empty one is valid by the specification, and holds nothing to store.
 */
export function decodeCloudEvents(request: ReceivedRequest, tools: Tools): DecodedRequest {
  const format = formatOf(request.headers);
  if (format === null) return oneItem(decodeBinary(request, tools));
  if (!isUtf8(format))
    return unsupported("The Content-Type declares a charset other than UTF-8. Send UTF-8.");
  switch (format.type) {
    case `${STRUCTURED}${JSON_FORMAT}`:
      return oneItem(decodeStructured(readJson(request.body), WHOLE_BODY, request, tools));
    case `${BATCH}${JSON_FORMAT}`:
      return decodeBatch(request, tools);
    default:
      return unsupported(
        `The event format ${format.type} is not read here. Send application/cloudevents+json, application/cloudevents-batch+json, or the binary mode.`,
      );
  }
}

/** The Content-Type when it is one of CloudEvents, whichever its format. */
function formatOf(headers: ReceivedRequest["headers"]): MediaType | null {
  const mediaType = parseMediaType(headers["content-type"] ?? "");
  const [name] = mediaType?.type.split("+", 1) ?? [];
  return name === STRUCTURED || name === BATCH ? mediaType : null;
}

function decodeBatch(request: ReceivedRequest, tools: Tools): DecodedRequest {
  const split = splitArray(request.body, "invalid_cloudevent", (json, index) =>
    decodeStructured(json, [index], request, tools),
  );
  return split.outcome === "refused" ? split : listOf(split.items);
}

/** @param steps where the event stands in the body */
function decodeStructured(
  json: JsonBody | RefusedBody,
  steps: readonly number[],
  request: ReceivedRequest,
  tools: Tools,
): DecodedItem {
  if (json.outcome === "refused") return json;
  if (json.scan.kind !== "object") {
    const message = `A CloudEvent in the JSON format is an object, and this is of the kind ${json.scan.kind}.`;
    return refuseBody("invalid_cloudevent", message, jsonPointer(steps));
  }
  const context: DraftContext = {
    receivedAt: request.receivedAt,
    reservedKeys: tools.reservedKeys,
    pointerOf: (member) => shortPointer(jsonPointer([...steps, member])),
  };
  const event = readStructured(textsOf(json));
  return "outcome" in event ? refuseFault(event, context) : toDraft(event, context);
}

function decodeBinary(request: ReceivedRequest, tools: Tools): DecodedItem {
  const event = readBinary(request.headers, request.body);
  if ("outcome" in event && event.outcome === "refused") return event;
  const context: DraftContext = {
    receivedAt: request.receivedAt,
    reservedKeys: tools.reservedKeys,
    pointerOf: () => undefined,
  };
  return "outcome" in event ? refuseFault(event, context) : toDraft(event, context);
}

function unsupported(message: string): DecodedRequest {
  return refuseBody("unsupported_media_type", message);
}
