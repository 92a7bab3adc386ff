import { isJsonType, isUtf8, type MediaType, parseMediaType } from "#schemas/media-type.ts";
import { decodeUtf8, type RefusedBody, readJson } from "../receipts/read-json.ts";
import { toBase64 } from "./base64.ts";
import {
  type AttributeValue,
  type CloudEvent,
  type CloudEventData,
  type CloudEventFault,
  fault,
} from "./cloud-event.ts";
import { decodeHeaderValue } from "./header-value.ts";

const PREFIX = "ce-";

/** Media types whose bytes are text: they come out of JSON as a string, all others as Base64. */
const TEXT_TYPE = /^text\/|[/+]xml$|^application\/x-www-form-urlencoded$/;

/**
 * Reads the binary content mode of the HTTP protocol binding 1.0.2, section 3.1.
 *
 * @param headers by lower-case name
 * @returns a refusal of the body where it is what is wrong
 */
export function readBinary(
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): CloudEvent | CloudEventFault | RefusedBody {
  const attributes = new Map<string, AttributeValue>();
  for (const [header, raw] of Object.entries(headers)) {
    if (!header.startsWith(PREFIX)) continue;
    const name = header.slice(PREFIX.length);
    if (name === "datacontenttype") {
      return fault(
        name,
        `The header ce-datacontenttype may not be there: Content-Type says what the data is.`,
      );
    }
    const value = decodeHeaderValue(raw);
    if (value.outcome === "fault") return fault(name, `The header ${header} ${value.message}`);
    attributes.set(name, value.text);
  }
  const contentType = headers["content-type"] ?? "";
  const mediaType = parseMediaType(contentType);
  if (contentType !== "") attributes.set("datacontenttype", contentType);
  const data = readData(mediaType, body);
  return "kind" in data ? { attributes, data } : data;
}

/** Without a content type nothing says what bytes are. No JSON text is empty, so an empty body is then no data. */
function readData(
  mediaType: MediaType | null,
  body: Uint8Array,
): CloudEventData | CloudEventFault | RefusedBody {
  const isJson = mediaType !== null && isJsonType(mediaType);
  if (body.length === 0 && (mediaType === null || isJson)) return { kind: "absent" };
  return isJson ? readJsonData(mediaType, body) : readOpaque(mediaType, body);
}

function readJsonData(
  mediaType: MediaType,
  body: Uint8Array,
): CloudEventData | CloudEventFault | RefusedBody {
  if (!isUtf8(mediaType)) {
    const message = "The Content-Type declares JSON in a charset other than UTF-8 (RFC 8259, section 8.1).";
    return fault("datacontenttype", message, "unsupported_media_type");
  }
  const json = readJson(body);
  return json.outcome === "refused" ? json : { kind: "json", text: json.text.trim() };
}

/** A text that jsonb cannot hold is kept as its bytes. */
function readOpaque(mediaType: MediaType | null, body: Uint8Array): CloudEventData {
  const isText = mediaType !== null && TEXT_TYPE.test(mediaType.type) && isUtf8(mediaType);
  const text = isText ? decodeUtf8(body) : null;
  if (text === null || text.includes("\u0000")) return { kind: "binary", base64: toBase64(body) };
  return { kind: "text", text };
}
