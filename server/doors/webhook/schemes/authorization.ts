/**
 * The credentials of `Authorization: <scheme> <credentials>`; null without such a header. The scheme's name is
 * case-insensitive (RFC 9110, section 11.1).
 */
export function readAuthorization(headers: Headers, scheme: string, header = "authorization"): string | null {
  const value = headers.get(header) ?? "";
  const isOfScheme = value.slice(0, scheme.length + 1).toLowerCase() === `${scheme.toLowerCase()} `;
  return (isOfScheme && value.slice(scheme.length + 1).trimStart()) || null;
}
