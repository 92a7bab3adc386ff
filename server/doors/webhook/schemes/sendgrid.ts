import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { decodeBase64 } from "./decode.ts";
import { claims, malformed, missing, type Scheme } from "./scheme.ts";
import { readUnixSeconds } from "./unix-time.ts";

const HEADER = "x-twilio-email-event-webhook-signature";
const TIME_HEADER = "x-twilio-email-event-webhook-timestamp";

/**
 * SendGrid's signed event webhook: ECDSA over P-256 and SHA-256 of the time and the body, one right behind the other,
 * as DER in base64 (twilio.com/docs/sendgrid, "Getting Started with the Event Webhook Security Features"). The secret
 * is the public key that SendGrid shows: SubjectPublicKeyInfo in base64, without PEM's first and last line.
 */
export const sendgrid: Scheme = {
  secretFault: (secret) =>
    readKey(secret) === null
      ? "SendGrid's verification key is an ECDSA public key in one line of base64, which begins with MFkw. Copy it from the settings of the signed event webhook; an API key is something else."
      : null,
  read({ headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    const timestamp = headers.get(TIME_HEADER) ?? "";
    const signedAtMs = readUnixSeconds(timestamp);
    if (signedAtMs === null) return malformed(`The ${TIME_HEADER} header is no time in Unix seconds.`);
    const signature = decodeBase64(given);
    if (signature === null) return malformed(`The ${HEADER} header is not base64.`);
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return claims({
      signedAtMs,
      matches(secret) {
        const key = readKey(secret);
        return key !== null && verify("sha256", signed, key, signature);
      },
    });
  },
};

function readKey(secret: string): KeyObject | null {
  const der = decodeBase64(secret);
  if (der === null) return null;
  try {
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return key.asymmetricKeyDetails?.namedCurve === "prime256v1" ? key : null;
  } catch {
    return null;
  }
}
