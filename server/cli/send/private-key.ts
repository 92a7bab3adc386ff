import { createPrivateKey, createSecretKey, type KeyObject } from "node:crypto";
import { readJsonObject } from "./json-object.ts";

/** A key to sign with, and the algorithm and id that its JSON Web Key names. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly joseName?: string;
  readonly keyId?: string;
}

/** A private key as PEM or as JSON Web Key (RFC 7517), or a shared one as the latter. Null for anything else, public keys too. */
export function readSigningKey(text: string): SigningKey | null {
  const trimmed = text.trim();
  try {
    return trimmed.startsWith("{") ? readJwk(trimmed) : { key: createPrivateKey(trimmed) };
  } catch {
    return null;
  }
}

function readJwk(text: string): SigningKey | null {
  const jwk = readJsonObject(text);
  if (jwk === null) return null;
  const { alg, kid, kty, k } = jwk;
  const key =
    kty === "oct" && typeof k === "string"
      ? createSecretKey(Buffer.from(k, "base64url"))
      : createPrivateKey({ key: jwk, format: "jwk" });
  return {
    key,
    ...(typeof alg === "string" && { joseName: alg }),
    ...(typeof kid === "string" && { keyId: kid }),
  };
}
