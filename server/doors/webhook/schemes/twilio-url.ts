import { parse, stringify } from "node:querystring";

/** Scheme, user and host, and the port if there is one; an IPv6 address is in brackets, so its colons are no port. */
const ORIGIN = /^(https?:\/\/)([^/?#]*?)(:\d+)?(?=[/?#]|$)/i;

/**
 * The writings of one URL that Twilio may have signed, as its own helper (`validateRequest`) tries them: with and
 * without the scheme's own port, as it was received and as the URL standard writes it, with the query as it is and
 * escaped anew.
 */
export function writingsOf(url: string): readonly string[] {
  const normalized = URL.parse(url)?.href ?? url;
  const asReceived = [withoutPort(url), withPort(url)];
  const asStandard = [withoutPort(normalized), withPort(normalized)];
  return [...new Set([...asReceived, ...asStandard, ...asStandard.map(withEscapedQuery)])];
}

function withoutPort(url: string): string {
  return url.replace(ORIGIN, "$1$2");
}

function withPort(url: string): string {
  return url.replace(ORIGIN, (origin, scheme: string, _host, port: string | undefined) =>
    port === undefined ? `${origin}${scheme.toLowerCase() === "https://" ? ":443" : ":80"}` : origin,
  );
}

function withEscapedQuery(url: string): string {
  const start = url.indexOf("?");
  return start === -1 ? url : `${url.slice(0, start)}?${stringify(parse(url.slice(start + 1)))}`;
}
