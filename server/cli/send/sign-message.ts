import { constants, createHmac, type KeyObject, sign } from "node:crypto";
import { readSigningKey } from "./private-key.ts";

/** RFC 9421, section 3.3.1. */
const PSS_SALT_BYTES = 64;

/** What a JSON Web Key calls RSA with the older padding. */
const RSA_PKCS1 = "RS256";

/** A signature of RFC 9421 (section 3.3) by the algorithm that is the key's; null for a key that has none there. */
export function signMessage(base: string, secret: string): Buffer | null {
  const read = readSigningKey(secret);
  if (read) return signWithKey(Buffer.from(base), read.key, read.joseName);
  const isKey = /^\s*(-----BEGIN |\{)/.test(secret);
  return isKey ? null : createHmac("sha256", secret).update(base).digest();
}

function signWithKey(base: Buffer, key: KeyObject, joseName: string | undefined): Buffer | null {
  switch (key.asymmetricKeyType) {
    case undefined:
      return createHmac("sha256", key).update(base).digest();
    case "ed25519":
      return sign(null, base, key);
    case "rsa":
      return joseName === RSA_PKCS1
        ? sign("sha256", base, key)
        : sign("sha512", base, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: PSS_SALT_BYTES });
    case "ec": {
      const hash = key.asymmetricKeyDetails?.namedCurve === "secp384r1" ? "sha384" : "sha256";
      return sign(hash, base, { key, dsaEncoding: "ieee-p1363" });
    }
    default:
      return null;
  }
}
