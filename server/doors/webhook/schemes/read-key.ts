import { createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import { decodeBase64url } from "./decode.ts";
import type { JsonObject } from "./json-object.ts";

/** Not a private key's: that has no business here. */
const PUBLIC_PEM = /^-----BEGIN (RSA )?PUBLIC KEY-----/;

/** The public or symmetric key of a JSON Web Key (RFC 7517); null when it is none. */
export function readJwk(jwk: JsonObject): KeyObject | null {
  if (jwk.kty === "oct") {
    const bytes = typeof jwk.k === "string" ? decodeBase64url(jwk.k) : null;
    return bytes && createSecretKey(bytes);
  }
  return unlessItThrows(() => createPublicKey({ key: { ...jwk }, format: "jwk" }));
}

/** The public key of a PEM text (RFC 7468, section 13); null when it is none. */
export function readPem(text: string): KeyObject | null {
  return PUBLIC_PEM.test(text) ? unlessItThrows(() => createPublicKey(text)) : null;
}

function unlessItThrows(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}
