import { z } from "zod";
import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { readJsonBody } from "./json-body.ts";
import { claims, malformed, missing, type Scheme } from "./scheme.ts";
import { readUnixSeconds } from "./unix-time.ts";
import { refuseLarge } from "./unverified-body.ts";

const payload = z.object({ signature: z.unknown() });

const signature = z.object({
  timestamp: z.union([z.string(), z.int()]).transform(String),
  token: z.string().min(1),
  signature: z.string(),
  /** By the account above, where the event is that of a subaccount. */
  "parent-signature": z.string().optional(),
});

/**
 * Mailgun: the body's `signature.signature` is the hex HMAC-SHA256 of `signature.timestamp` and `signature.token`, one
 * right behind the other, with the webhook signing key (documentation.mailgun.com, "Securing Webhooks"). The rest of
 * the body is not signed: who has seen one request can write another body to its token, which is why the token is the
 * event's id, so that a second use of it is a duplicate or a conflict and never an event.
 */
export const mailgun: Scheme = {
  read({ body }) {
    const refused = refuseLarge(body);
    if (refused) return refused;
    const found = readJsonBody(body, payload)?.signature;
    if (found === undefined) return missing("The body has no signature.");
    const claimed = signature.safeParse(found).data;
    const signedAtMs = claimed ? readUnixSeconds(claimed.timestamp) : null;
    if (!claimed || signedAtMs === null) {
      return malformed("The body's signature has not a timestamp in Unix seconds, a token and a signature.");
    }
    const { timestamp, token } = claimed;
    const given = [claimed.signature, claimed["parent-signature"] ?? claimed.signature];
    return claims({
      signedAtMs,
      matches(secret) {
        const expected = hmacDigest("sha256", secret, "hex", timestamp, token);
        return given.some((text) => isEqual(text, expected));
      },
    });
  },
};
