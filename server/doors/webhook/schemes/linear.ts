import { z } from "zod";
import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { readJsonBody } from "./json-body.ts";
import { claims, malformed, missing, type Scheme } from "./scheme.ts";
import { refuseLarge } from "./unverified-body.ts";

const HEADER = "linear-signature";
const SIGNATURE = /^[0-9a-f]{64}$/;

const timed = z.object({ webhookTimestamp: z.int().nonnegative() });

/**
 * Linear: `linear-signature: <hex HMAC-SHA256 of the body>` with the webhook's signing secret; the time of sending is
 * the body's `webhookTimestamp`, in Unix milliseconds (linear.app/developers/webhooks, "Securing webhooks"). The
 * header `linear-timestamp` is not signed and not looked at.
 */
export const linear: Scheme = {
  read({ headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    if (!SIGNATURE.test(given)) return malformed(`The ${HEADER} header is not 64 hexadecimal digits.`);
    const refused = refuseLarge(body);
    if (refused) return refused;
    const payload = readJsonBody(body, timed);
    if (payload === null) return malformed("The body has no webhookTimestamp in Unix milliseconds.");
    return claims({
      signedAtMs: payload.webhookTimestamp,
      matches: (secret) => isEqual(given, hmacDigest("sha256", secret, "hex", body)),
    });
  },
};
