import { hmacDigest } from "../hmac-digest.ts";
import { cannotSign, FORM_TYPE, type Provider, signed } from "../provider.ts";

/** Twilio: the status of a message, in a form. */
export const twilio: Provider = {
  event: "delivered",
  sample({ event, newId }) {
    const messageId = `SM${newId().replaceAll("-", "")}`;
    const fields = {
      AccountSid: "AC00000000000000000000000000000000",
      ApiVersion: "2010-04-01",
      From: "+15017122661",
      MessageSid: messageId,
      MessageStatus: event,
      SmsSid: messageId,
      SmsStatus: event,
      To: "+15558675310",
    };
    const body = new URLSearchParams(fields).toString();
    return { headers: { ...FORM_TYPE, "i-twilio-idempotency-token": newId() }, body };
  },
  sign({ url, secret, body, headers }) {
    if (headers["content-type"] !== FORM_TYPE["content-type"]) {
      return cannotSign("Twilio sends forms: give the data as name=value&name=value.");
    }
    return signed({ "x-twilio-signature": hmacDigest("sha1", secret, "base64", url, signedText(body)) });
  },
};

/** Fields by name, each of their values once, all without separators (twilio.com/docs/usage/webhooks/webhooks-security). */
function signedText(body: string): string {
  const form = new URLSearchParams(body);
  const names = [...new Set(form.keys())].sort();
  return names
    .flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
    .join("");
}
