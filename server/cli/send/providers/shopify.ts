import { hmacDigest } from "../hmac-digest.ts";
import { json, type Provider, signed } from "../provider.ts";

export const shopify: Provider = {
  event: "orders/create",
  sample({ event, newId, at }) {
    const order = {
      id: at.getTime(),
      email: "jon@example.com",
      created_at: at.toISOString(),
      total_price: "403.00",
    };
    return json(order, {
      "x-shopify-topic": event,
      "x-shopify-shop-domain": "tidings-test.myshopify.com",
      "x-shopify-webhook-id": newId(),
      "x-shopify-triggered-at": at.toISOString(),
    });
  },
  sign: ({ secret, body }) =>
    signed({ "x-shopify-hmac-sha256": hmacDigest("sha256", secret, "base64", body) }),
};
