import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { hmacDigest } from "./hmac-digest.ts";
import { readSigningKey } from "./private-key.ts";
import { cannotSign, type Signing, signed, type ToSign } from "./provider.ts";
import { unixSeconds } from "./time.ts";

const SECRET_PREFIX = "whsec_";
const PRIVATE_KEY_PREFIX = "whsk_";
const PUBLIC_KEY_PREFIX = "whpk_";

/** An Ed25519 private key in DER begins so, before its 32 bytes (RFC 8410, section 7). */
const ED25519_DER_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const ED25519_KEY_BYTES = 32;

/** Signs as the specification of Standard Webhooks says ("Signature scheme"): `v1` with a secret, `v1a` with a private key. */
export function signStandardWebhook({ secret, body, at, newId, headers }: ToSign): Signing {
  if (secret.startsWith(PUBLIC_KEY_PREFIX)) {
    return cannotSign(
      "A public key signs nothing. Give the private key of the same pair: `whsk_…`, or Ed25519 as PEM.",
    );
  }
  const id = headers["webhook-id"] ?? `msg_${newId()}`;
  const timestamp = `${unixSeconds(at)}`;
  const text = `${id}.${timestamp}.${body}`;
  const signature = signText(text, secret);
  return signed({ "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature });
}

function signText(text: string, secret: string): string {
  const key = readPrivateKey(secret);
  if (key) return `v1a,${sign(null, Buffer.from(text), key).toString("base64")}`;
  const encoded = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
  return `v1,${hmacDigest("sha256", Buffer.from(encoded, "base64"), "base64", text)}`;
}

/** `whsk_` and 32 bytes, or those and the public key's 32 behind them, in base64; or PEM. Null for a shared secret. */
function readPrivateKey(secret: string): KeyObject | null {
  if (!secret.startsWith(PRIVATE_KEY_PREFIX)) return readSigningKey(secret)?.key ?? null;
  const bytes = Buffer.from(secret.slice(PRIVATE_KEY_PREFIX.length), "base64").subarray(0, ED25519_KEY_BYTES);
  return createPrivateKey({ key: Buffer.concat([ED25519_DER_PREFIX, bytes]), format: "der", type: "pkcs8" });
}
