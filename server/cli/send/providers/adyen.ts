import { hmacDigest } from "../hmac-digest.ts";
import { isJsonObject, type JsonObject, readJsonObject } from "../json-object.ts";
import { cannotSign, json, type Provider, signed } from "../provider.ts";

export const adyen: Provider = {
  event: "AUTHORISATION",
  sample({ event, newId, at }) {
    const item = {
      amount: { currency: "EUR", value: 1130 },
      eventCode: event,
      eventDate: at.toISOString(),
      merchantAccountCode: "TidingsTest",
      merchantReference: newId(),
      paymentMethod: "visa",
      pspReference: newId().replaceAll("-", "").slice(0, 16).toUpperCase(),
      success: "true",
    };
    return json({ live: "false", notificationItems: [{ NotificationRequestItem: item }] });
  },
  sign({ secret, body }) {
    const payload = readJsonObject(body);
    const items = payload?.notificationItems;
    if (payload === null || !Array.isArray(items)) {
      return cannotSign("Adyen signs each of the body's notificationItems, and there are none.");
    }
    const notificationItems = items.map((entry: unknown) => signEntry(entry, secret));
    return signed({}, JSON.stringify({ ...payload, notificationItems }));
  },
};

function signEntry(entry: unknown, secret: string): unknown {
  const item = isJsonObject(entry) ? entry.NotificationRequestItem : null;
  if (!isJsonObject(item)) return entry;
  const signature = hmacDigest("sha256", Buffer.from(secret, "hex"), "base64", signedText(item));
  const before = isJsonObject(item.additionalData) ? item.additionalData : {};
  const additionalData = { ...before, hmacSignature: signature };
  return { NotificationRequestItem: { ...item, additionalData } };
}

/** docs.adyen.com, "Verify HMAC signatures": eight fields with colons between; what is not there is empty. */
function signedText(item: JsonObject): string {
  const amount = isJsonObject(item.amount) ? item.amount : {};
  return [
    item.pspReference,
    item.originalReference,
    item.merchantAccountCode,
    item.merchantReference,
    amount.value,
    amount.currency,
    item.eventCode,
    item.success,
  ]
    .map((value) => (typeof value === "number" ? String(value) : typeof value === "string" ? value : ""))
    .join(":");
}
