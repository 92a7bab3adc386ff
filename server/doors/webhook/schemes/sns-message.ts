import { decodeBase64 } from "./decode.ts";
import { type JsonObject, readJsonObject } from "./json-object.ts";

const TYPES = ["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"] as const;
export type SnsMessageType = (typeof TYPES)[number];

/** In Amazon's order (docs.aws.amazon.com/sns, "Verifying the signatures of Amazon SNS messages"). */
const SIGNED_FIELDS: Readonly<Record<SnsMessageType, readonly string[]>> = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
  ],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
};

/** By SignatureVersion. */
const HASHES: ReadonlyMap<unknown, "sha1" | "sha256"> = new Map([
  ["1", "sha1"],
  ["2", "sha256"],
]);

export interface SnsMessage {
  readonly type: SnsMessageType;
  readonly topicArn: string;
  readonly publishedAtMs: number;
  readonly subscribeUrl: string;
  readonly certificateUrl: string;
  readonly hash: "sha1" | "sha256";
  readonly signed: string;
  readonly signature: Uint8Array;
}

export type ReadSnsMessage =
  | { readonly outcome: "message"; readonly message: SnsMessage }
  | { readonly outcome: "unsigned" }
  | { readonly outcome: "unreadable" };

/** Reads a message as Amazon SNS posts it, unless raw delivery is on: then nothing is signed. Believes nothing of it. */
export function readSnsMessage(body: Uint8Array): ReadSnsMessage {
  const fields = readJsonObject(body);
  if (fields?.Signature === undefined) return { outcome: "unsigned" };
  const type = TYPES.find((known) => known === fields.Type);
  const signed = type && writeSigned(fields, SIGNED_FIELDS[type]);
  const hash = HASHES.get(fields.SignatureVersion);
  const signature = decodeBase64(textOf(fields, "Signature"));
  const publishedAtMs = Date.parse(textOf(fields, "Timestamp"));
  if (!type || !signed || !hash || !signature || Number.isNaN(publishedAtMs))
    return { outcome: "unreadable" };
  const message = {
    type,
    topicArn: textOf(fields, "TopicArn"),
    publishedAtMs,
    subscribeUrl: textOf(fields, "SubscribeURL"),
    certificateUrl: textOf(fields, "SigningCertURL"),
    hash,
    signed,
    signature,
  };
  return { outcome: "message", message };
}

/**
 * Each field's name and value, with line breaks between; null when it cannot be. A line break in another field than
 * the message's own text would let one field's end pass for the next one's beginning.
 */
function writeSigned(fields: JsonObject, names: readonly string[]): string | null {
  const lines: string[] = [];
  for (const name of names) {
    const value = fields[name];
    if (value === undefined && name === "Subject") continue;
    if (typeof value !== "string" || (name !== "Message" && value.includes("\n"))) return null;
    lines.push(`${name}\n${value}\n`);
  }
  return lines.join("");
}

function textOf(fields: JsonObject, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}
