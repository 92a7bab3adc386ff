/**
 * Whether the `Origin` header (RFC 6454 section 7) names the host that was asked, or the address that people see. Browsers
 * send it with every POST, and pages cannot set it.
 *
 * @param publicUrl for installations behind a proxy that asks by another host name
 */
export function isSameOrigin(headers: Headers, publicUrl: string | undefined): boolean {
  const origin = headers.get("origin");
  const host = headers.get("host");
  const url = origin === null ? null : URL.parse(origin);
  if (url === null) return false;
  if (host !== null && url.host === host.toLowerCase()) return true;
  return publicUrl !== undefined && url.origin === new URL(publicUrl).origin;
}
