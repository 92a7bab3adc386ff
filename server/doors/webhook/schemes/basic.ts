import { readAuthorization } from "./authorization.ts";
import { isEqual } from "./equal.ts";
import { claims, missing, type Scheme } from "./scheme.ts";

/**
 * Basic authentication: `Authorization: Basic <base64 of user:password, in UTF-8>` (RFC 7617, section 2). The secret
 * is `user:password`; a user's name has no colon, so that the first one ends it.
 */
export const basic: Scheme = {
  signsNothing: true,
  secretFault: (secret) =>
    secret.includes(":")
      ? null
      : "Write the user name and the password with a colon between them: `user:password`.",
  read({ headers }) {
    const given = readAuthorization(headers, "Basic");
    if (given === null) return missing("There is no Authorization header with Basic credentials.");
    return claims({
      signedAtMs: null,
      // What was sent is compared as it was written: base64 can say one thing in several ways.
      matches: (secret) =>
        isEqual(given, Buffer.from(secret, "utf8").toString("base64")) && secret.includes(":"),
    });
  },
};
