import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { claims, missing, type Scheme } from "./scheme.ts";

const HEADER = "x-square-hmacsha256-signature";

/**
 * Square: `x-square-hmacsha256-signature: <base64>`, HMAC-SHA256 of the notification URL and the body, one right behind
 * the other, with the subscription's signature key (developer.squareup.com/docs/webhooks/step3validate). It signs no
 * time, so a replay is told by its event id.
 */
export const square: Scheme = {
  signsUrl: () => true,
  read({ url, headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    return claims({
      signedAtMs: null,
      matches: (secret) => isEqual(given, hmacDigest("sha256", secret, "base64", url, body)),
    });
  },
};
