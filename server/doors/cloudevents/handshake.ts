import type { RateLimit } from "#schemas/source-configuration.ts";

/** The validation handshake of "HTTP 1.1 Web Hooks for Event Delivery" 1.0.2, section 4. */
export type Handshake =
  /** The sender may deliver: these headers say so, and how often. */
  | { readonly outcome: "granted"; readonly headers: Readonly<Record<string, string>> }
  /** An OPTIONS request that asks for nothing: to be answered like any method that is not supported. */
  | { readonly outcome: "not_asked" }
  /** It asks for a name that is none. An answer without permission must not have the headers of one. */
  | { readonly outcome: "refused"; readonly message: string };

/** Longest DNS name as text: RFC 1035, section 2.3.4. */
const MAX_ORIGIN_CHARACTERS = 253;

/** A DNS name, of one label or more. It is echoed, so it holds nothing else. */
const ORIGIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?$/i;

const SECONDS_PER_MINUTE = 60;

/**
 * Answers an OPTIONS request to a door. Every sender is granted: whoever delivers proves itself by key or signature
 * then. The rate is what the door permits, whatever was asked for; `WebHook-Request-Callback` is not called, since
 * permission is given at once and a URL from a stranger would be a way into our network.
 *
 * @param headers by lower-case name
 * @param methods that the door answers, for `Allow`
 * @param limit of the source; null when there is none
 */
export function answerHandshake(
  headers: Readonly<Record<string, string>>,
  { methods, limit }: { readonly methods: readonly string[]; readonly limit: RateLimit | null },
): Handshake {
  const origin = headers["webhook-request-origin"];
  if (origin === undefined) return { outcome: "not_asked" };
  if (origin.length > MAX_ORIGIN_CHARACTERS || !ORIGIN.test(origin)) {
    return { outcome: "refused", message: "The header WebHook-Request-Origin must be a DNS name." };
  }
  return {
    outcome: "granted",
    headers: {
      allow: [...methods, "OPTIONS"].join(", "),
      "webhook-allowed-origin": origin,
      "webhook-allowed-rate": limit === null ? "*" : String(perMinute(limit)),
    },
  };
}

/** Requests per minute as a positive integer: less than one a minute cannot be said, and one a minute is nearest. */
function perMinute({ requests, windowSeconds }: RateLimit): number {
  return Math.max(1, Math.floor((requests * SECONDS_PER_MINUTE) / windowSeconds));
}
