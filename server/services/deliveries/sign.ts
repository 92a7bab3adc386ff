import { createHmac } from "node:crypto";

/** The prefix of a Standard Webhooks secret; the rest is base64. */
const SECRET_PREFIX = "whsec_";

/**
 * Headers that let a target verify a delivery (Standard Webhooks 1.0, "Signature scheme": HMAC-SHA256 over
 * `id.timestamp.body`).
 *
 * @param id the delivery's: the same for all its attempts, so that a target can tell a repetition
 */
export function signatureHeaders(input: {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
  readonly secret: string;
}): Record<string, string> {
  const timestamp = Math.floor(input.at.getTime() / 1000).toString();
  const key = Buffer.from(input.secret.slice(SECRET_PREFIX.length), "base64");
  const signature = createHmac("sha256", key)
    .update(`${input.id}.${timestamp}.${input.body}`)
    .digest("base64");
  return { "webhook-id": input.id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
