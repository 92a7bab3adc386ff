/** Header values that grant access: a receipt says that they were there, and no more. */
const CREDENTIALS = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-api-key",
  "x-gitlab-token",
]);

/** What stands for a credential in a receipt. */
export const REDACTED = "[redacted]";

/**
 * Headers by lower-case name, credentials redacted: what a receipt keeps, and what decoding reads.
 *
 * @param more lower-case names of headers that hold credentials for this source
 */
export function headersOf(headers: Headers, more: readonly string[] = []): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers) {
    kept[name] = CREDENTIALS.has(name) || more.includes(name) ? REDACTED : value;
  }
  return kept;
}
