import { isJsonObject, type JsonObject, readJsonObject } from "./json-object.ts";
import type { Token } from "./json-web-token.ts";
import { readJwk } from "./read-key.ts";
import { ecdsa, ed25519, hmac, rsaPkcs1, rsaPss, type SignatureAlgorithm } from "./signature-algorithm.ts";

/** Keys of one set that are tried for one token: with key ids it is one. */
const MAX_KEYS_TRIED = 10;

/** RFC 7518, section 3.1; RFC 8037, section 3.1, and RFC 9864 for its newer name. There is no `none`. */
const ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ["HS256", hmac("sha256")],
  ["HS384", hmac("sha384")],
  ["HS512", hmac("sha512")],
  ["RS256", rsaPkcs1("sha256")],
  ["RS384", rsaPkcs1("sha384")],
  ["RS512", rsaPkcs1("sha512")],
  ["PS256", rsaPss("sha256", "hash")],
  ["PS384", rsaPss("sha384", "hash")],
  ["PS512", rsaPss("sha512", "hash")],
  ["ES256", ecdsa("sha256", "prime256v1")],
  ["ES384", ecdsa("sha384", "secp384r1")],
  ["ES512", ecdsa("sha512", "secp521r1")],
  ["EdDSA", ed25519],
  ["Ed25519", ed25519],
]);

/** Whether a key of the set (RFC 7517, section 5; one key alone will do) signed the token, by an algorithm that is the key's. */
export function isSignedByKeySet(token: Token, keySet: string): boolean {
  const algorithm = ALGORITHMS.get(token.algorithm);
  if (algorithm === undefined) return false;
  return keysFor(token, readKeys(keySet)).some((jwk) => {
    const key = readJwk(jwk);
    return key !== null && algorithm.fits(key) && algorithm.verify(token.signed, key, token.signature);
  });
}

/** Whether a text is a key set with a key that some token could be signed by. */
export function isUsableKeySet(keySet: string): boolean {
  return readKeys(keySet).some((jwk) => {
    const key = readJwk(jwk);
    return (
      key !== null && [...ALGORITHMS].some(([name, { fits }]) => (jwk.alg ?? name) === name && fits(key))
    );
  });
}

function readKeys(keySet: string): JsonObject[] {
  const value = readJsonObject(keySet);
  const keys = value?.keys ?? [value];
  return Array.isArray(keys) ? keys.filter(isJsonObject) : [];
}

/** The keys with the token's key id, or those that have none; none that are for something else. */
function keysFor({ algorithm, keyId }: Token, keys: readonly JsonObject[]): JsonObject[] {
  const usable = keys.filter(
    ({ use, alg, key_ops: operations }) =>
      (use ?? "sig") === "sig" &&
      (alg ?? algorithm) === algorithm &&
      (!Array.isArray(operations) || operations.includes("verify")),
  );
  const named = usable.filter(({ kid }) => keyId !== undefined && kid === keyId);
  const candidates =
    named.length > 0 ? named : usable.filter(({ kid }) => keyId === undefined || kid === undefined);
  return candidates.slice(0, MAX_KEYS_TRIED);
}
