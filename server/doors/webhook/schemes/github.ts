import { createHmac } from "node:crypto";
import { isEqual } from "./equal.ts";
import { claims, missing, type Scheme } from "./scheme.ts";

const HEADER = "x-hub-signature-256";

/**
 * GitHub: `x-hub-signature-256: sha256=<hex HMAC-SHA256 of the body>` (docs.github.com, "Validating webhook
 * deliveries"). It signs no time, so a replay is told by its delivery id.
 */
export const github: Scheme = {
  read({ headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    return claims({
      signedAtMs: null,
      matches: (secret) =>
        isEqual(given, `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`),
    });
  },
};
