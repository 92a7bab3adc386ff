import type { VerificationSettings } from "#schemas/verification-settings.ts";
import { isEqual } from "./equal.ts";
import { claims, missing, type Scheme } from "./scheme.ts";
import { headerTextFault } from "./secret-text.ts";

const DEFAULT_HEADER = "x-api-key";

/** A key in a header of the source's choice. The header alone is read: URLs end up in logs. */
export const apiKey: Scheme = {
  signsNothing: true,
  secretFault: headerTextFault,
  credentialHeaders: (settings) => [headerOf(settings)],
  read({ headers }, settings) {
    const header = headerOf(settings);
    const given = headers.get(header);
    if (!given) return missing(`There is no ${header} header.`);
    return claims({ signedAtMs: null, matches: (secret) => isEqual(given, secret) });
  },
};

function headerOf({ header }: VerificationSettings): string {
  return header ?? DEFAULT_HEADER;
}
