const BASIC = /^Basic +([A-Za-z0-9+/=_-]+)$/i;

/**
 * A registry's clients know HTTP Basic (RFC 7617): the API key is the password, and the user's name says nothing.
 *
 * @returns the headers with the key where the REST API looks for it
 */
export function withApiKey(headers: Headers): Headers {
  const encoded = BASIC.exec(headers.get("authorization") ?? "")?.[1];
  if (encoded === undefined) return headers;
  const credentials = Buffer.from(encoded, "base64").toString();
  const separator = credentials.indexOf(":");
  const translated = new Headers(headers);
  const password = separator === -1 ? "" : credentials.slice(separator + 1);
  if (/^[\x21-\x7e]+$/.test(password)) translated.set("x-api-key", password);
  return translated;
}
