import type { KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import { genericSample } from "../generic-sample.ts";
import { readSigningKey } from "../private-key.ts";
import { cannotSign, type Provider, signed } from "../provider.ts";
import { unixSeconds } from "../time.ts";

const LIFETIME_SECONDS = 300;

const DEFAULT_HEADER = "authorization";

const ADVICE =
  "Give the private key of a key in the source's key set, as PEM or JWK: that is what signs a token.";

/** JSON Web Token (RFC 7519) with the issuer and audience that the source wants. */
export const jwt: Provider = {
  event: "tidings.test",
  sample: genericSample,
  async sign({ secret, settings, at, newId }) {
    const read = readSigningKey(secret);
    const alg = read && (read.joseName ?? algorithmOf(read.key));
    if (read === null || alg === null) return cannotSign(ADVICE);
    const { issuer, audience, header = DEFAULT_HEADER } = settings.jwt ?? {};
    const issuedAt = unixSeconds(at);
    const claims = {
      ...(issuer !== undefined && { iss: issuer }),
      ...(audience !== undefined && { aud: audience }),
      iat: issuedAt,
      exp: issuedAt + LIFETIME_SECONDS,
      jti: newId(),
    };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg, typ: "JWT", ...(read.keyId !== undefined && { kid: read.keyId }) })
      .sign(read.key);
    return signed({ [header]: `Bearer ${token}` });
  },
};

const EC_ALGORITHMS: ReadonlyMap<string | undefined, string> = new Map([
  ["prime256v1", "ES256"],
  ["secp384r1", "ES384"],
  ["secp521r1", "ES512"],
]);

/** RFC 7518, section 3.1, for keys that do not name theirs; null for keys that no token is signed with. */
function algorithmOf(key: KeyObject): string | null {
  switch (key.asymmetricKeyType) {
    case undefined:
      return "HS256";
    case "rsa":
      return "RS256";
    case "ed25519":
      return "EdDSA";
    case "ec":
      return EC_ALGORITHMS.get(key.asymmetricKeyDetails?.namedCurve) ?? null;
    default:
      return null;
  }
}
