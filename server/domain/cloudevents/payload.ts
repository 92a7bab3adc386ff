import { parseJson } from "#schemas/json/parse.ts";
import { isJsonType, parseMediaType } from "#schemas/media-type.ts";
import { isBase64 } from "./base64.ts";
import type { AttributeValue, CloudEventData } from "./cloud-event.ts";
import { joinMembers, membersOf } from "./json-members.ts";
import type { Kept } from "./kept.ts";

/** Data as the object that a payload is. */
export interface Payload {
  readonly text: string;
  readonly shape: Kept["data"];
}

/** A JSON object is the payload, to the digit; everything else is wrapped into one. */
export function payloadOf(data: CloudEventData): Payload {
  switch (data.kind) {
    case "absent":
      return { text: "{}", shape: "absent" };
    case "json":
      return data.text.startsWith("{")
        ? { text: data.text, shape: undefined }
        : { text: joinMembers(new Map([["data", data.text]])), shape: "wrapped" };
    case "text":
      return { text: JSON.stringify({ data: data.text }), shape: "wrapped" };
    case "binary":
      return { text: JSON.stringify({ data_base64: data.base64 }), shape: "wrapped" };
  }
}

/**
 * The data that a payload was made of; null when a payload of that shape cannot be what {@link payloadOf} made.
 *
 * @param isJson whether the event's content type declares JSON
 */
export function dataOf({ text, shape }: Payload, isJson: boolean): CloudEventData | null {
  if (shape === undefined) return isJson ? { kind: "json", text } : null;
  const members = [...membersOf(text)];
  const [only] = members;
  if (shape === "absent") return only === undefined ? { kind: "absent" } : null;
  return only === undefined || members.length > 1 ? null : unwrap(only, isJson);
}

function unwrap([name, text]: readonly [string, string], isJson: boolean): CloudEventData | null {
  if (name === "data" && isJson) return { kind: "json", text };
  const value = parseJson(text);
  if (typeof value !== "string") return null;
  if (name === "data") return { kind: "text", text: value };
  return name === "data_base64" && isBase64(value) ? { kind: "binary", base64: value } : null;
}

/** Whether a `datacontenttype` declares JSON, as none at all does. What is no media type is refused as an attribute. */
export function isJsonContent(contentType: AttributeValue | undefined): boolean {
  const mediaType = contentType === undefined ? null : parseMediaType(String(contentType));
  return mediaType === null || isJsonType(mediaType);
}
