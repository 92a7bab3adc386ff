import { hmacDigest } from "../hmac-digest.ts";
import { json, type Provider, signed } from "../provider.ts";

export const square: Provider = {
  event: "payment.updated",
  sample({ event, newId, at }) {
    const payment = { id: newId(), amount_money: { amount: 100, currency: "USD" }, status: "COMPLETED" };
    return json({
      merchant_id: "6SSW7HV8K2ST5",
      type: event,
      event_id: newId(),
      created_at: at.toISOString(),
      data: { type: "payment", id: payment.id, object: { payment } },
    });
  },
  sign: ({ url, secret, body }) =>
    signed({ "x-square-hmacsha256-signature": hmacDigest("sha256", secret, "base64", url, body) }),
};
