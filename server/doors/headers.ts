import { CREDENTIAL_HEADERS } from "#schemas/credential-headers.ts";

/** What stands for a credential in a receipt. */
export const REDACTED = "[redacted]";

/** Headers by lower-case name whose values say how a request came, and grant nothing. */
const HARMLESS = new Set([
  "accept",
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "connection",
  "content-encoding",
  "content-language",
  "content-length",
  "content-type",
  "date",
  "expect",
  "forwarded",
  "host",
  "origin",
  "traceparent",
  "transfer-encoding",
  "user-agent",
  "via",
  "x-correlation-id",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-real-ip",
  "x-request-id",
]);

/**
 * Headers by lower-case name, credentials redacted: what a receipt keeps, and what decoding reads.
 *
 * @param more lower-case names of headers that hold credentials for this source
 */
export function headersOf(headers: Headers, more: readonly string[] = []): Record<string, string> {
  return redacted(headers, (name) => CREDENTIAL_HEADERS.has(name) || more.includes(name));
}

/**
 * Headers of a request to no source: nothing says which of them its sender takes for credentials (a source may have
 * been named wrongly), so that all values but those that are known to be harmless are redacted.
 */
export function strangersHeadersOf(headers: Headers): Record<string, string> {
  return redacted(headers, (name) => !HARMLESS.has(name));
}

function redacted(headers: Headers, isCredential: (name: string) => boolean): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers) kept[name] = isCredential(name) ? REDACTED : value;
  return kept;
}
