import { fromBase64 } from "./base64.ts";
import type { AttributeValue, CloudEvent, CloudEventData } from "./cloud-event.ts";
import { type EventTexts, fromEvent } from "./from-event.ts";
import { encodeHeaderValue } from "./header-value.ts";
import { joinMembers } from "./json-members.ts";

/** An event in the JSON event format 1.0.2, with the log's own digits. Its media type is application/cloudevents+json. */
export function encodeCloudEvent(event: EventTexts): string {
  return writeStructured(fromEvent(event));
}

/** Events in the JSON batch format, in order. Its media type is application/cloudevents-batch+json. */
export function encodeBatch(events: readonly EventTexts[]): string {
  return `[${events.map(encodeCloudEvent).join(",")}]`;
}

/** A message of the binary content mode. */
export interface BinaryMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * An event in the binary content mode of the HTTP protocol binding 1.0.2, section 3.1. Headers know neither numbers
 * nor whether an empty body is data: the structured mode keeps both.
 */
export function encodeBinary(event: EventTexts): BinaryMessage {
  return writeBinary(fromEvent(event));
}

function writeStructured({ attributes, data }: CloudEvent): string {
  const members = new Map<string, string>();
  for (const [name, value] of attributes) members.set(name, JSON.stringify(value));
  switch (data.kind) {
    case "absent":
      break;
    case "json":
      members.set("data", data.text);
      break;
    case "text":
      members.set("data", JSON.stringify(data.text));
      break;
    case "binary":
      members.set("data_base64", JSON.stringify(data.base64));
  }
  return joinMembers(members);
}

function writeBinary({ attributes, data }: CloudEvent): BinaryMessage {
  return {
    headers: Object.fromEntries([...attributes].map(toHeader)),
    body: bytesOf(data),
  };
}

function toHeader([name, value]: readonly [string, AttributeValue]): [string, string] {
  if (name === "datacontenttype") return ["content-type", String(value)];
  return [`ce-${name}`, encodeHeaderValue(String(value))];
}

function bytesOf(data: CloudEventData): Uint8Array {
  switch (data.kind) {
    case "absent":
      return new Uint8Array();
    case "json":
    case "text":
      return new TextEncoder().encode(data.text);
    case "binary":
      return fromBase64(data.base64);
  }
}
