import { hmacDigest } from "../hmac-digest.ts";
import { json, type Provider, signed } from "../provider.ts";
import { unixSeconds } from "../time.ts";

export const stripe: Provider = {
  event: "invoice.paid",
  sample({ event, newId, at }) {
    const invoice = { id: `in_${plain(newId())}`, object: "invoice", amount_paid: 1999, currency: "eur" };
    return json({
      id: `evt_${plain(newId())}`,
      object: "event",
      api_version: "2025-09-30.clover",
      created: unixSeconds(at),
      data: { object: invoice },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type: event,
    });
  },
  sign({ secret, body, at }) {
    const time = unixSeconds(at);
    const signature = hmacDigest("sha256", secret, "hex", `${time}.`, body);
    return signed({ "stripe-signature": `t=${time},v1=${signature}` });
  },
};

function plain(id: string): string {
  return id.replaceAll("-", "");
}
