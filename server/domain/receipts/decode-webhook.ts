import {
  EVENT_ID_PATTERN,
  MAX_EVENT_ID_CHARACTERS,
  MAX_PATTERN_NAME_CHARACTERS,
  PATTERN_NAME_PATTERN,
} from "#schemas/envelope.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { textsAt } from "#schemas/json/texts-at.ts";
import { isJsonObject } from "#schemas/json/value.ts";
import { type CompiledMapping, compileMapping } from "#schemas/mapping/compiled.ts";
import { fillTemplate, type TemplateInput } from "#schemas/mapping/fill.ts";
import { readTime } from "#schemas/mapping/read-time.ts";
import { shortPointer } from "#schemas/receipt.ts";
import { eventIdPrefix } from "#schemas/source.ts";
import { toStoredTimestamp } from "../validation/timestamp.ts";
import { chooseText } from "./choose-text.ts";
import type { DecodedSource, DecodeTools, ReceivedRequest } from "./decode.ts";
import { type DecodedItem, type DecodedRequest, listOf, refuseItem } from "./event-draft.ts";
import type { RefusedBody } from "./read-json.ts";
import { isForm, readWebhookBody } from "./read-webhook-body.ts";
import { readList } from "./webhook-items.ts";

const name = new RegExp(PATTERN_NAME_PATTERN, "u");
const id = new RegExp(EVENT_ID_PATTERN, "u");

/** Webhook payloads carry no schema version of their own. */
const WEBHOOK_VERSION = "1.0";

/** Reads a webhook by its source's mapping: see docs/mapping.md. */
export function decodeWebhook(
  source: DecodedSource,
  request: ReceivedRequest,
  tools: Pick<DecodeTools, "sha256">,
): DecodedRequest {
  const mapping = compileMapping(source.configuration.mapping);
  const common = { key: source.key, mapping, request, sha256: tools.sha256 };
  const path = mapping.items;
  if (path === null) {
    const json = readWebhookBody(request.body, request.headers["content-type"]);
    return json.outcome === "refused" ? json : listOf([readItem(common, { text: json.text, steps: [] })]);
  }
  const body = listBody(request);
  if (body.outcome === "refused") return body;
  const read = readList(body.bytes, path, ({ text }, index) =>
    readItem(common, { text, steps: [...path, index] }),
  );
  return read.outcome === "refused" ? read : listOf(read.items);
}

const utf8 = new TextEncoder();

/** The bytes of the JSON that holds a list: those of the body, unless it is a form. */
function listBody({
  body,
  headers,
}: ReceivedRequest): { readonly outcome: "bytes"; readonly bytes: Uint8Array } | RefusedBody {
  const contentType = headers["content-type"];
  if (!isForm(contentType)) return { outcome: "bytes", bytes: body };
  const json = readWebhookBody(body, contentType);
  return json.outcome === "refused" ? json : { outcome: "bytes", bytes: utf8.encode(json.text) };
}

/** An event's JSON as it stands in the body, and the steps that lead there. */
interface ItemText {
  readonly text: string;
  readonly steps: readonly (string | number)[];
}

interface Common {
  readonly key: string;
  readonly mapping: CompiledMapping;
  readonly request: ReceivedRequest;
  readonly sha256: DecodeTools["sha256"];
}

function readItem({ key, mapping, request, sha256 }: Common, item: ItemText): DecodedItem {
  const payload = parseJson(item.text);
  const place = { steps: item.steps };
  if (!isJsonObject(payload)) {
    // A body that is a number, say, or an empty list holds events by no mapping. A list with something in it may.
    const mayHoldEvents = Array.isArray(payload) && payload.length > 0;
    const isHopeless = item.steps.length === 0 && !mayHoldEvents;
    const reason = isHopeless ? "invalid_envelope" : "missing_mapping";
    const message = "An event is a JSON object, and this is none.";
    return refuseItem({ reason, message, pointer: shortPointer(jsonPointer(item.steps)) });
  }
  const input: TemplateInput = {
    headers: request.headers,
    value: payload,
    texts: remember(() => textsAt(item.text, mapping.places)),
    sha256: () => sha256(item.text),
  };
  const eventId = chooseText({
    ...place,
    what: "event id",
    templates: mapping.eventId,
    input,
    accept: idOf(key),
  });
  if (eventId.outcome === "refused") return eventId;
  const pattern = chooseText({
    ...place,
    what: "event name",
    templates: mapping.name,
    input,
    accept: checkName,
  });
  if (pattern.outcome === "refused") return pattern;
  const timestamp = timeOf(mapping, input);
  const source = { type: "integration", id: key } as const;
  return {
    outcome: "event",
    envelope: {
      eventId: eventId.text,
      pattern: pattern.text,
      version: WEBHOOK_VERSION,
      source,
      timestamp: toStoredTimestamp(timestamp ?? request.receivedAt),
      payload,
      metadata: {},
    },
    sourceText: JSON.stringify(source),
    payloadText: item.text,
    metadataText: "{}",
    timestampStated: timestamp !== undefined,
  };
}

function remember<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

function idOf(key: string) {
  return (text: string) => {
    const eventId = `${eventIdPrefix(key)}${text}`;
    if (eventId.length > MAX_EVENT_ID_CHARACTERS) {
      return {
        outcome: "unusable",
        why: `is longer than the ${MAX_EVENT_ID_CHARACTERS} characters of an id`,
      } as const;
    }
    if (!id.test(eventId))
      return { outcome: "unusable", why: "holds characters that cannot be printed" } as const;
    return { outcome: "usable", text: eventId } as const;
  };
}

function checkName(text: string) {
  if (text.length > MAX_PATTERN_NAME_CHARACTERS) {
    return {
      outcome: "unusable",
      why: `is longer than the ${MAX_PATTERN_NAME_CHARACTERS} characters of a name`,
    } as const;
  }
  if (!name.test(text)) {
    return { outcome: "unusable", why: "holds white space or characters that cannot be printed" } as const;
  }
  return { outcome: "usable", text } as const;
}

function timeOf(mapping: CompiledMapping, input: TemplateInput): string | undefined {
  for (const template of mapping.time) {
    const filled = fillTemplate(template.parts, input);
    const time = filled.outcome === "filled" ? readTime(filled.text) : undefined;
    if (time !== undefined) return time;
  }
  return undefined;
}
