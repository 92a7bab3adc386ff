import { sign } from "node:crypto";
import { readSigningKey } from "../private-key.ts";
import { cannotSign, json, type Provider, signed } from "../provider.ts";
import { unixSeconds } from "../time.ts";

const ADVICE =
  "Discord signs with a key that it gives nobody. Give a private key of your own (PEM, `openssl genpkey -algorithm ed25519`), and its public key in hexadecimal to a source for tests.";

/** Discord: a webhook event. */
export const discord: Provider = {
  event: "APPLICATION_AUTHORIZED",
  sample({ event, newId, at }) {
    const data = { integration_type: 1, scopes: ["applications.commands"], user: { id: newId() } };
    return json({
      version: 1,
      application_id: "1234560123453231555",
      type: 1,
      event: { type: event, timestamp: at.toISOString(), data },
    });
  },
  sign({ secret, body, at }) {
    const key = readSigningKey(secret)?.key;
    if (key?.asymmetricKeyType !== "ed25519") return cannotSign(ADVICE);
    const time = `${unixSeconds(at)}`;
    return signed({
      "x-signature-ed25519": sign(null, Buffer.from(time + body), key).toString("hex"),
      "x-signature-timestamp": time,
    });
  },
};
