import { sign } from "node:crypto";
import { readSigningKey } from "../private-key.ts";
import { cannotSign, json, type Provider, signed } from "../provider.ts";
import { unixSeconds } from "../time.ts";

const ADVICE =
  "SendGrid signs with a key that it gives nobody. Give a private key of your own (PEM, `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`), and its public key to a source for tests.";

export const sendgrid: Provider = {
  event: "delivered",
  sample({ event, newId, at }) {
    return json([
      {
        email: "example@example.com",
        timestamp: unixSeconds(at),
        "smtp-id": `<${newId()}@example.com>`,
        event,
        sg_event_id: newId(),
        sg_message_id: `${newId()}.recvd-0`,
      },
    ]);
  },
  sign({ secret, body, at }) {
    const key = readSigningKey(secret)?.key;
    if (key?.asymmetricKeyDetails?.namedCurve !== "prime256v1") return cannotSign(ADVICE);
    const time = `${unixSeconds(at)}`;
    return signed({
      "x-twilio-email-event-webhook-signature": sign("sha256", Buffer.from(time + body), key).toString(
        "base64",
      ),
      "x-twilio-email-event-webhook-timestamp": time,
    });
  },
};
