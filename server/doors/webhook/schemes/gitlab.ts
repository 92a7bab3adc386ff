import { isEqual } from "./equal.ts";
import { claims, missing, type Scheme } from "./scheme.ts";
import { headerTextFault } from "./secret-text.ts";
import { standardWebhooks } from "./standard-webhooks.ts";

const TOKEN_HEADER = "x-gitlab-token";
const SIGNATURE_HEADER = "webhook-signature";
const SIGNING_TOKEN_PREFIX = "whsec_";

/**
 * GitLab (docs.gitlab.com, "Webhooks", "Signing tokens"): a signing token `whsec_…` signs as Standard Webhooks do; the
 * older secret token is sent as it is in `x-gitlab-token`, and proves nothing of body or time. A webhook can have both.
 * Which of them a secret is, its form says: a signing token is good for signatures alone, so that a request cannot
 * choose the weaker proof.
 */
export const gitlab: Scheme = {
  credentialHeaders: () => [TOKEN_HEADER],
  secretFault: (secret) =>
    isSigningToken(secret) ? (standardWebhooks.secretFault?.(secret) ?? null) : headerTextFault(secret),
  async read(request, settings, tools) {
    const token = request.headers.get(TOKEN_HEADER);
    const isToken = (secret: string) => token !== null && isEqual(token, secret);
    if (!request.headers.has(SIGNATURE_HEADER)) {
      if (!token) return missing(`There is neither a ${SIGNATURE_HEADER} nor a ${TOKEN_HEADER} header.`);
      return claims({ signedAtMs: null, matches: (secret) => !isSigningToken(secret) && isToken(secret) });
    }
    const reading = await standardWebhooks.read(request, settings, tools);
    if (reading.outcome !== "claims") return reading;
    const { claim } = reading;
    return claims({
      ...claim,
      matches: (secret) => (isSigningToken(secret) ? claim.matches(secret) : isToken(secret)),
    });
  },
};

function isSigningToken(secret: string): boolean {
  return secret.startsWith(SIGNING_TOKEN_PREFIX);
}
