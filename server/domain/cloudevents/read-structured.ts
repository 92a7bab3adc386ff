import { parseJson } from "#schemas/json/parse.ts";
import { isBase64 } from "./base64.ts";
import {
  type AttributeValue,
  type CloudEvent,
  type CloudEventData,
  type CloudEventFault,
  fault,
  quote,
} from "./cloud-event.ts";
import type { Members } from "./json-members.ts";
import { isJsonContent } from "./payload.ts";

/** Real events have a dozen attributes; each costs a check and a place in the metadata. */
const MAX_ATTRIBUTES = 1_000;

const INTEGER = /^-?(?:0|[1-9]\d*)$/;

/** A JSON string that writes its characters as they are: it needs no parser, and most attributes are such. */
const PLAIN_STRING = /^"[^"\\]*"$/;

/** Reads the JSON event format 1.0.2 from the members of its object. Attributes are checked later, as for every format. */
export function readStructured(members: Members): CloudEvent | CloudEventFault {
  const attributes = new Map<string, AttributeValue>();
  for (const [name, text] of members) {
    if (name === "data" || name === "data_base64") continue;
    const value = readValue(name, text);
    if (typeof value === "object" && value !== null) return value;
    if (value !== null) attributes.set(name, value);
    if (attributes.size > MAX_ATTRIBUTES) {
      return fault(
        name,
        `The attribute ${quote(name)} is one too many: an event may have ${MAX_ATTRIBUTES}.`,
      );
    }
  }
  const data = readData(members, attributes.get("datacontenttype"));
  return "kind" in data ? { attributes, data } : data;
}

/** An attribute's value; null when it is unset (section 2.2). */
function readValue(name: string, text: string): AttributeValue | null | CloudEventFault {
  if (PLAIN_STRING.test(text)) return text.slice(1, -1);
  const value = parseJson(text);
  const isTyped = value === null || typeof value === "string" || typeof value === "boolean";
  if (isTyped || (typeof value === "number" && INTEGER.test(text))) return value;
  return fault(name, `The attribute ${quote(name)} must be a string, a whole number, true or false.`);
}

/** Section 3.1.2: what `data` is depends on the content type, which is JSON unless it is stated. */
function readData(
  members: Members,
  contentType: AttributeValue | undefined,
): CloudEventData | CloudEventFault {
  const encoded = parseJson(members.get("data_base64") ?? "null");
  const text = members.get("data");
  if (encoded !== null) return readBinary(encoded, text !== undefined);
  if (text === undefined) return { kind: "absent" };
  if (isJsonContent(contentType)) return { kind: "json", text };
  const value = parseJson(text);
  if (typeof value === "string") return { kind: "text", text: value };
  return fault("data", `The member "data" must be a string, since "datacontenttype" does not declare JSON.`);
}

function readBinary(encoded: unknown, hasData: boolean): CloudEventData | CloudEventFault {
  if (hasData)
    return fault("data_base64", `The members "data" and "data_base64" are both there. Send one of them.`);
  if (typeof encoded === "string" && isBase64(encoded)) return { kind: "binary", base64: encoded };
  return fault("data_base64", `The member "data_base64" must be Base64 with its padding (RFC 4648).`);
}
