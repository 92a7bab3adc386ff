import { hmacDigest } from "../hmac-digest.ts";
import { json, type Provider, signed } from "../provider.ts";
import { unixSeconds } from "../time.ts";

export const paddle: Provider = {
  event: "transaction.completed",
  sample({ event, newId, at }) {
    return json({
      event_id: `evt_${newId().replaceAll("-", "")}`,
      event_type: event,
      occurred_at: at.toISOString(),
      notification_id: `ntf_${newId().replaceAll("-", "")}`,
      data: { id: "txn_01hv8wptq8987qeep44cyrewp9", status: "completed", currency_code: "USD" },
    });
  },
  sign({ secret, body, at }) {
    const time = unixSeconds(at);
    const signature = hmacDigest("sha256", secret, "hex", `${time}:`, body);
    return signed({ "paddle-signature": `ts=${time};h1=${signature}` });
  },
};
