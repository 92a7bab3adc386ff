import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { claims, missing, type Scheme } from "./scheme.ts";

const HEADER = "x-shopify-hmac-sha256";
/** The name in Shopify's newer event subscriptions. */
const EVENTS_HEADER = "shopify-hmac-sha256";

/**
 * Shopify: `x-shopify-hmac-sha256: <base64 HMAC-SHA256 of the body>` with the app's client secret (shopify.dev,
 * "Verify webhook deliveries"). It signs no time, so a replay is told by its webhook id.
 */
export const shopify: Scheme = {
  read({ headers, body }) {
    const given = headers.get(EVENTS_HEADER) ?? headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    return claims({
      signedAtMs: null,
      matches: (secret) => isEqual(given, hmacDigest("sha256", secret, "base64", body)),
    });
  },
};
