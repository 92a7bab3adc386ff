/**
 * Whether the `Origin` header (RFC 6454 section 7) names the host that was asked. Browsers send it with every
 * POST, and pages cannot set it.
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  const host = headers.get("host");
  if (origin === null || host === null) return false;
  return URL.parse(origin)?.host === host.toLowerCase();
}
