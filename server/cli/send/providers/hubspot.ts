import { hmacDigest } from "../hmac-digest.ts";
import { json, type Provider, signed } from "../provider.ts";

/** What HubSpot signs decoded, of all that a URL escapes: `: / ? @ ! $ ' ( ) * , ;`. */
const DECODED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

export const hubspot: Provider = {
  event: "contact.creation",
  sample({ event, newId, at }) {
    const occurredAt = at.getTime();
    const change = {
      eventId: Number.parseInt(newId().slice(0, 8), 16),
      subscriptionId: 1234,
      portalId: 62515,
      appId: 54321,
      occurredAt,
      subscriptionType: event,
      attemptNumber: 0,
      objectId: 123,
      changeFlag: "CREATED",
    };
    return json([change]);
  },
  sign({ method, url, secret, body, at }) {
    const time = `${at.getTime()}`;
    const target = method + url.replace(DECODED, decodeURIComponent);
    return signed({
      "x-hubspot-signature-v3": hmacDigest("sha256", secret, "base64", target, body, time),
      "x-hubspot-request-timestamp": time,
    });
  },
};
