import { z } from "zod";
import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { readJsonBody } from "./json-body.ts";
import { claims, missing, type Scheme } from "./scheme.ts";

const HEADER = "x-xero-signature";

/** What Xero asks with when a webhook is set up: a request without events. */
const intentToReceive = z.object({ events: z.array(z.unknown()).length(0) });

/**
 * Xero: `x-xero-signature: <base64 HMAC-SHA256 of the body>` with the app's webhooks key
 * (developer.xero.com/documentation/webhooks/configuring-your-server). "Intent to receive" is a few requests without
 * events, of which some are signed wrongly: the right ones want 200 and an empty body, the wrong ones 401.
 */
export const xero: Scheme = {
  read({ headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    return claims({
      signedAtMs: null,
      matches: (secret) => isEqual(given, hmacDigest("sha256", secret, "base64", body)),
    });
  },
  handshake({ body }) {
    return readJsonBody(body, intentToReceive) && { status: 200, contentType: "text/plain", body: "" };
  },
};
