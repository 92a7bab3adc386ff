import type { Refusal } from "#schemas/receipt.ts";

/** The one `specversion` that is read and written: CloudEvents 1.0, whose patch releases do not change it. */
export const SPEC_VERSION = "1.0";

/** The type that data has when nothing declares one (JSON event format, section 3.1.1). */
export const DEFAULT_CONTENT_TYPE = "application/json";

/** `1.0` unless the extension `eventversion` says otherwise. */
export const DEFAULT_EVENT_VERSION = "1.0";

/** What a context attribute may be in JSON; URIs, timestamps and binary values are strings there. */
export type AttributeValue = string | number | boolean;

/** All context attributes that are set, `specversion` too, by name. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

/** The event's data as it was sent: `text` of the kind `json` is a JSON text, with the sender's own digits. */
export type CloudEventData =
  | { readonly kind: "absent" }
  | { readonly kind: "json"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "binary"; readonly base64: string };

/** A CloudEvent of any mode and format. */
export interface CloudEvent {
  readonly attributes: Attributes;
  readonly data: CloudEventData;
}

/** What is wrong with a CloudEvent. `member` is the attribute, or `data` or `data_base64`. */
export interface CloudEventFault {
  readonly outcome: "fault";
  readonly member: string;
  /** A whole sentence that names the attribute. */
  readonly message: string;
  readonly reason: Refusal["reason"];
}

export function fault(
  member: string,
  message: string,
  reason: Refusal["reason"] = "invalid_cloudevent",
): CloudEventFault {
  return { outcome: "fault", member, message, reason };
}

/** Longest name that a message quotes in full: a name may be as long as a body. */
const MAX_QUOTED_CHARACTERS = 80;

/** A name from outside, in quotes, for a message. */
export function quote(name: string): string {
  if (name.length <= MAX_QUOTED_CHARACTERS) return JSON.stringify(name);
  return `${JSON.stringify(name.slice(0, MAX_QUOTED_CHARACTERS).toWellFormed())}…`;
}
