import { createSecretKey, type KeyObject } from "node:crypto";
import { readJsonObject } from "./json-object.ts";
import { readJwk, readPem } from "./read-key.ts";
import { ecdsa, ed25519, hmac, rsaPkcs1, rsaPss, type SignatureAlgorithm } from "./signature-algorithm.ts";

interface RegisteredAlgorithm extends SignatureAlgorithm {
  readonly name: string;
  /** What a JSON Web Key calls the same algorithm in its `alg`. */
  readonly joseNames: readonly string[];
}

/**
 * RFC 9421, section 3.3. It asks for a salt of 64 bytes with rsa-pss-sha512; libraries sign with the longest that fits
 * (Node's default), which is no weaker.
 */
const ALGORITHMS: readonly RegisteredAlgorithm[] = [
  { name: "hmac-sha256", joseNames: ["HS256"], ...hmac("sha256") },
  { name: "rsa-pss-sha512", joseNames: ["PS512"], ...rsaPss("sha512", "any") },
  { name: "rsa-v1_5-sha256", joseNames: ["RS256"], ...rsaPkcs1("sha256") },
  { name: "ecdsa-p256-sha256", joseNames: ["ES256"], ...ecdsa("sha256", "prime256v1") },
  { name: "ecdsa-p384-sha384", joseNames: ["ES384"], ...ecdsa("sha384", "secp384r1") },
  { name: "ed25519", joseNames: ["EdDSA", "Ed25519"], ...ed25519 },
];

/** A key, and what may be done with it: the key decides on the algorithm, never the request alone. */
export interface HttpSignatureKey {
  readonly key: KeyObject;
  readonly algorithms: readonly RegisteredAlgorithm[];
}

/** The key that a source's secret is: a public key as PEM, a JSON Web Key, or a shared secret's text. Null for anything else. */
export function readHttpSignatureKey(secret: string): HttpSignatureKey | null {
  const text = secret.trim();
  if (text.startsWith("{")) {
    const jwk = readJsonObject(text);
    return jwk && keyFor(readJwk(jwk), jwk.alg);
  }
  if (text.startsWith("-----BEGIN ")) return keyFor(readPem(text));
  return keyFor(secret === "" ? null : createSecretKey(secret, "utf8"));
}

function keyFor(key: KeyObject | null, joseName?: unknown): HttpSignatureKey | null {
  if (key === null) return null;
  const algorithms = ALGORITHMS.filter(
    ({ fits, joseNames }) =>
      fits(key) && (joseName === undefined || joseNames.some((name) => name === joseName)),
  );
  return { key, algorithms };
}
