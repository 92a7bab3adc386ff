const BEARER = /^Bearer +(\S+)$/i;

/** The API key of a request: from a header alone, since a key in a URL ends up in logs. */
export function apiKeyOf(headers: Headers): string | null {
  return headers.get("x-api-key") ?? BEARER.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}
