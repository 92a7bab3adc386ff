import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { decodeBase64 } from "./decode.ts";
import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { MAX_SIGNATURES } from "./limits.ts";
import { claims, malformed, missing, type Scheme } from "./scheme.ts";
import { readUnixSeconds } from "./unix-time.ts";

const SYMMETRIC = "v1,";
const ASYMMETRIC = "v1a,";
const SECRET_PREFIX = "whsec_";
const PUBLIC_KEY_PREFIX = "whpk_";

/** An Ed25519 public key in DER begins so, before its 32 bytes (RFC 8410, section 4). */
const ED25519_DER_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const ED25519_KEY_BYTES = 32;

/**
 * Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec, "Signature scheme"), which Svix began:
 * `webhook-id`, `webhook-timestamp` and `webhook-signature` (Svix: `svix-…`), the last a list of
 * `v1,<base64 HMAC-SHA256>` and `v1a,<base64 Ed25519>` of `<id>.<timestamp>.<body>`, with spaces between.
 */
export const standardWebhooks: Scheme = {
  secretFault(secret) {
    const key = secret.startsWith(PUBLIC_KEY_PREFIX)
      ? readPublicKey(secret.slice(PUBLIC_KEY_PREFIX.length))
      : readSecret(secret);
    return key === null
      ? "A secret of Standard Webhooks is `whsec_` and base64, and a public key `whpk_` and 32 bytes in base64. Copy it as the sender shows it, up to the last = sign."
      : null;
  },
  read({ headers, body }) {
    // One family of headers alone: the event's id is read from webhook-id first, and so must be the one that is signed.
    const family = headers.has("webhook-id") ? "webhook" : "svix";
    const [id, timestamp, given] = ["id", "timestamp", "signature"].map((part) =>
      headers.get(`${family}-${part}`),
    );
    if (!given) return missing("There is no webhook-signature header, and no svix-signature with a svix-id.");
    if (!id || id.includes(".")) {
      return malformed(`The ${family}-id is missing, or has a full stop, which would shift what is signed.`);
    }
    const signedAtMs = readUnixSeconds(timestamp ?? "");
    if (signedAtMs === null) return malformed(`The ${family}-timestamp is not in Unix seconds.`);
    const signatures = given.split(" ", MAX_SIGNATURES);
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
    return claims({
      signedAtMs,
      matches: (secret) =>
        secret.startsWith(PUBLIC_KEY_PREFIX)
          ? isSignedWithKey(signatures, signed, secret)
          : isSignedWithSecret(signatures, signed, secret),
    });
  },
};

function isSignedWithSecret(signatures: readonly string[], signed: Buffer, secret: string): boolean {
  const key = readSecret(secret);
  if (key === null) return false;
  const expected = `${SYMMETRIC}${hmacDigest("sha256", key, "base64", signed)}`;
  return signatures.filter((signature) => isEqual(signature, expected)).length > 0;
}

function isSignedWithKey(signatures: readonly string[], signed: Buffer, secret: string): boolean {
  const key = readPublicKey(secret.slice(PUBLIC_KEY_PREFIX.length));
  if (key === null) return false;
  return signatures.some((signature) => {
    const bytes = signature.startsWith(ASYMMETRIC) ? decodeBase64(signature.slice(ASYMMETRIC.length)) : null;
    return bytes !== null && verify(null, signed, key, bytes);
  });
}

function readSecret(secret: string): Buffer | null {
  return decodeBase64(secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret);
}

function readPublicKey(encoded: string): KeyObject | null {
  const bytes = decodeBase64(encoded);
  if (bytes?.length !== ED25519_KEY_BYTES) return null;
  return createPublicKey({ key: Buffer.concat([ED25519_DER_PREFIX, bytes]), format: "der", type: "spki" });
}
