import { constants, createHmac, type KeyObject, verify } from "node:crypto";
import { isEqual } from "./equal.ts";

/** The least that is held to be safe for RSA (NIST SP 800-131A; RFC 7518, section 3.3). */
const MIN_RSA_BITS = 2048;

type Hash = "sha256" | "sha384" | "sha512";

/** A way of signing that knows which keys are its own, so that no request can have a key used for another. */
export interface SignatureAlgorithm {
  readonly fits: (key: KeyObject) => boolean;
  /** For keys that fit. Never throws. */
  readonly verify: (signed: Uint8Array, key: KeyObject, signature: Uint8Array) => boolean;
}

export function hmac(hash: Hash): SignatureAlgorithm {
  return {
    fits: (key) => key.type === "secret",
    verify: (signed, key, signature) => isEqual(signature, createHmac(hash, key).update(signed).digest()),
  };
}

export function rsaPkcs1(hash: Hash): SignatureAlgorithm {
  return {
    fits: (key) => isRsa(key, ["rsa"]),
    verify: (signed, key, signature) =>
      isSigned(hash, signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature),
  };
}

/**
 * `saltLength`: "hash" for a salt as long as the hash, as RFC 7518 (section 3.5) insists; "any" where senders differ.
 */
export function rsaPss(hash: Hash, saltLength: "hash" | "any"): SignatureAlgorithm {
  const options = {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: saltLength === "hash" ? constants.RSA_PSS_SALTLEN_DIGEST : constants.RSA_PSS_SALTLEN_AUTO,
  };
  return {
    fits: (key) => isRsa(key, ["rsa", "rsa-pss"]),
    verify: (signed, key, signature) => isSigned(hash, signed, { key, ...options }, signature),
  };
}

/** The signature is r and s, one after the other (RFC 7518, section 3.4; RFC 9421, section 3.3.4). `curve` as OpenSSL calls it. */
export function ecdsa(hash: Hash, curve: "prime256v1" | "secp384r1" | "secp521r1"): SignatureAlgorithm {
  return {
    fits: (key) => isPublic(key, ["ec"]) && key.asymmetricKeyDetails?.namedCurve === curve,
    verify: (signed, key, signature) => isSigned(hash, signed, { key, dsaEncoding: "ieee-p1363" }, signature),
  };
}

export const ed25519: SignatureAlgorithm = {
  fits: (key) => isPublic(key, ["ed25519"]),
  verify: (signed, key, signature) => isSigned(null, signed, { key }, signature),
};

function isPublic(key: KeyObject, types: readonly string[]): boolean {
  return key.type === "public" && types.includes(key.asymmetricKeyType ?? "");
}

function isRsa(key: KeyObject, types: readonly string[]): boolean {
  return isPublic(key, types) && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
}

function isSigned(
  hash: Hash | null,
  signed: Uint8Array,
  key: Parameters<typeof verify>[2],
  signature: Uint8Array,
): boolean {
  try {
    return verify(hash, signed, key, signature);
  } catch {
    // OpenSSL refuses the key for this use: a key made for PSS with another hash, say.
    return false;
  }
}
