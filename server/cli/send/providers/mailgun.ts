import { hmacDigest } from "../hmac-digest.ts";
import { readJsonObject } from "../json-object.ts";
import { cannotSign, json, type Provider, signed } from "../provider.ts";
import { unixSeconds } from "../time.ts";

const MS_PER_SECOND = 1000;

export const mailgun: Provider = {
  event: "delivered",
  sample({ event, newId, at }) {
    return json({
      "event-data": {
        event,
        id: newId(),
        timestamp: at.getTime() / MS_PER_SECOND,
        recipient: "alice@example.com",
        message: { headers: { subject: "A test" } },
      },
    });
  },
  sign({ secret, body, at, newId }) {
    const payload = readJsonObject(body);
    if (payload === null)
      return cannotSign("Mailgun signs within the body, so that it must be a JSON object.");
    const timestamp = `${unixSeconds(at)}`;
    const token = newId().replaceAll("-", "");
    const signature = { timestamp, token, signature: hmacDigest("sha256", secret, "hex", timestamp, token) };
    return signed({}, JSON.stringify({ ...payload, signature }));
  },
};
