import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { claims, malformed, missing, type Scheme } from "./scheme.ts";
import { readUnixMilliseconds } from "./unix-time.ts";

const HEADER = "x-hubspot-signature-v3";
const TIME_HEADER = "x-hubspot-request-timestamp";

/** HubSpot's own list of what it signs decoded: `: / ? @ ! $ ' ( ) * , ;` and nothing else. */
const DECODED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * HubSpot, version 3: `x-hubspot-signature-v3: <base64>`, HMAC-SHA256 of method, URL, body and the time in Unix
 * milliseconds, with the app's client secret (developers.hubspot.com, "Validating requests"). Versions 1 and 2 sign no
 * time, and HubSpot sends version 3 beside them: they are not looked at.
 */
export const hubspot: Scheme = {
  signsUrl: () => true,
  read({ method, url, headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    const timestamp = headers.get(TIME_HEADER) ?? "";
    const signedAtMs = readUnixMilliseconds(timestamp);
    if (signedAtMs === null) return malformed(`The ${TIME_HEADER} header is no time in Unix milliseconds.`);
    const target = method + url.replace(DECODED, decodeURIComponent);
    return claims({
      signedAtMs,
      matches: (secret) => isEqual(given, hmacDigest("sha256", secret, "base64", target, body, timestamp)),
    });
  },
};
