import { readAuthorization } from "./authorization.ts";
import { isEqual } from "./equal.ts";
import { claims, missing, type Scheme } from "./scheme.ts";
import { headerTextFault } from "./secret-text.ts";

/** Bearer token: `Authorization: Bearer <token>` (RFC 6750, section 2.1). The header alone is read, never the URL or a form. */
export const bearer: Scheme = {
  signsNothing: true,
  secretFault: headerTextFault,
  read({ headers }) {
    const given = readAuthorization(headers, "Bearer");
    if (given === null) return missing("There is no Authorization header with a Bearer token.");
    return claims({ signedAtMs: null, matches: (secret) => isEqual(given, secret) });
  },
};
