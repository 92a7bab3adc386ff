import { decodeHex } from "./decode.ts";
import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { isJsonObject, type JsonObject, readJsonObject } from "./json-object.ts";
import { MAX_SIGNATURES } from "./limits.ts";
import { claims, malformed, missing, type Scheme } from "./scheme.ts";
import { refuseLarge } from "./unverified-body.ts";

/** Adyen's order; what an item does not have is signed as nothing. */
const SIGNED_BEFORE_AMOUNT = [
  "pspReference",
  "originalReference",
  "merchantAccountCode",
  "merchantReference",
];
const SIGNED_AFTER_AMOUNT = ["eventCode", "success"];

interface SignedItem {
  readonly signature: string;
  readonly signed: string;
}

/**
 * Adyen: each `NotificationRequestItem` of the body has its `additionalData.hmacSignature`, the base64 HMAC-SHA256 of
 * eight of its fields with colons between (docs.adyen.com, "Verify HMAC signatures"). All items must be right. Adyen
 * signs no time, and none of the other fields: those are as trustworthy as the way that they came.
 */
export const adyen: Scheme = {
  secretFault: (secret) =>
    decodeHex(secret) === null
      ? "The HMAC key of Adyen is hexadecimal digits alone, two for each byte. Copy it as Adyen shows it when it is generated."
      : null,
  read({ body }) {
    const refused = refuseLarge(body);
    if (refused) return refused;
    const items = readJsonObject(body)?.notificationItems;
    if (!Array.isArray(items) || items.length === 0) {
      return missing("The body has no notificationItems, whose hmacSignature would be looked at.");
    }
    if (items.length > MAX_SIGNATURES) {
      return malformed(
        `There are ${items.length} notificationItems; Adyen sends one, and ${MAX_SIGNATURES} are looked at.`,
      );
    }
    const signed = items.map(readItem);
    if (signed.includes("unsigned"))
      return missing("A NotificationRequestItem has no additionalData.hmacSignature.");
    const readable = signed.filter((item) => typeof item === "object");
    if (readable.length < items.length)
      return malformed("A NotificationRequestItem has not the fields that Adyen signs.");
    return claims({ signedAtMs: null, matches: (secret) => areSigned(readable, secret) });
  },
};

function areSigned(items: readonly SignedItem[], secret: string): boolean {
  const key = decodeHex(secret);
  if (key === null) return false;
  const wrong = items.filter(
    ({ signature, signed }) => !isEqual(signature, hmacDigest("sha256", key, "base64", signed)),
  );
  return wrong.length === 0;
}

function readItem(entry: unknown): SignedItem | "unsigned" | "unreadable" {
  const item = isJsonObject(entry) ? entry.NotificationRequestItem : null;
  if (!isJsonObject(item)) return "unreadable";
  const { additionalData } = item;
  const signature = isJsonObject(additionalData) ? additionalData.hmacSignature : undefined;
  if (signature === undefined) return "unsigned";
  const parts = [
    ...SIGNED_BEFORE_AMOUNT.map((name) => readText(item, name)),
    ...readAmount(item.amount),
    ...SIGNED_AFTER_AMOUNT.map((name) => readText(item, name)),
  ];
  return typeof signature === "string" && !parts.includes(null)
    ? { signature, signed: parts.join(":") }
    : "unreadable";
}

/** In minor units, a whole number: written back, it is what Adyen signed. */
function readAmount(amount: unknown): [value: string | null, currency: string | null] {
  if (amount === undefined) return ["", ""];
  if (!isJsonObject(amount)) return [null, null];
  const value = amount.value;
  return [typeof value === "number" ? String(value) : null, readText(amount, "currency")];
}

function readText(object: JsonObject, name: string): string | null {
  const value = object[name] ?? "";
  return typeof value === "string" ? value : null;
}
