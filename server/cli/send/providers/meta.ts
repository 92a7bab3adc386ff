import { readMetaSecret } from "#schemas/presets/meta-secret.ts";
import { hmacDigest } from "../hmac-digest.ts";
import { json, type Provider, signed } from "../provider.ts";
import { unixSeconds } from "../time.ts";

/** Meta: the field of a WhatsApp account that changed, such as `messages`. */
export const meta: Provider = {
  event: "messages",
  sample({ event, newId, at }) {
    const message = {
      from: "16315551234",
      id: `wamid.${newId()}`,
      timestamp: `${unixSeconds(at)}`,
      text: { body: "A test" },
      type: "text",
    };
    const value = { messaging_product: "whatsapp", messages: [message] };
    const entry = { id: "102290129340398", changes: [{ value, field: event }] };
    return json({ object: "whatsapp_business_account", entry: [entry] });
  },
  sign: ({ secret, body }) =>
    signed({
      "x-hub-signature-256": `sha256=${hmacDigest("sha256", readMetaSecret(secret).appSecret, "hex", body)}`,
    }),
};
