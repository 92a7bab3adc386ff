import { hmacDigest } from "../hmac-digest.ts";
import { json, type Provider, signed } from "../provider.ts";

/** Xero: a category and what happened to it, such as `invoice.update`. */
export const xero: Provider = {
  event: "invoice.update",
  sample({ event, newId, at }) {
    const [category = event, type = "update"] = event.split(".", 2);
    const resourceId = newId();
    const change = {
      resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${resourceId}`,
      resourceId,
      eventDateUtc: at.toISOString().slice(0, -1),
      eventType: type.toUpperCase(),
      eventCategory: category.toUpperCase(),
      tenantId: newId(),
      tenantType: "ORGANISATION",
    };
    return json({ events: [change], lastEventSequence: 1, firstEventSequence: 1, entropy: newId() });
  },
  sign: ({ secret, body }) => signed({ "x-xero-signature": hmacDigest("sha256", secret, "base64", body) }),
};
