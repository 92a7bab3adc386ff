/** Header values that grant access: a receipt says that they were there, and no more. */
const CREDENTIALS = new Set(["authorization", "proxy-authorization", "cookie", "x-api-key"]);

/** Headers by lower-case name, credentials redacted: what a receipt keeps, and what decoding reads. */
export function headersOf(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers) kept[name] = CREDENTIALS.has(name) ? "[redacted]" : value;
  return kept;
}
