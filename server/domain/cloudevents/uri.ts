const FORBIDDEN = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const BRACKETS = /[[\]]/;
/** An address in brackets, whose digits nobody needs to be right; a port. */
const HOST_LITERAL = /^\[[0-9A-Za-z:.~!$&'()*+,;=_-]+\](?::\d*)?$/;
const HOST_NAME = /^[^:[\]]*(?::\d*)?$/;

/** Whether a text is a URI with a scheme: RFC 3986, section 3. */
export function isUri(text: string): boolean {
  return SCHEME.test(text) && isUriReference(text);
}

/** Whether a text is a URI-reference: RFC 3986, section 4.1. The empty text is one. */
export function isUriReference(text: string): boolean {
  if (FORBIDDEN.test(text) || BAD_ESCAPE.test(text)) return false;
  const hash = text.indexOf("#");
  const fragment = hash === -1 ? "" : text.slice(hash + 1);
  const beforeFragment = hash === -1 ? text : text.slice(0, hash);
  const question = beforeFragment.indexOf("?");
  const query = question === -1 ? "" : beforeFragment.slice(question + 1);
  const hierarchy = question === -1 ? beforeFragment : beforeFragment.slice(0, question);
  if (fragment.includes("#") || BRACKETS.test(fragment) || BRACKETS.test(query)) return false;
  return isHierarchy(hierarchy);
}

function isHierarchy(text: string): boolean {
  const scheme = SCHEME.exec(text)?.[0] ?? "";
  const rest = text.slice(scheme.length);
  if (!rest.startsWith("//")) return isPath(rest, scheme !== "");
  const slash = rest.indexOf("/", 2);
  const authority = rest.slice(2, slash === -1 ? undefined : slash);
  return isAuthority(authority) && (slash === -1 || isPath(rest.slice(slash), true));
}

/** A first segment with a colon would be read as a scheme, so a reference without one may not have it. */
function isPath(path: string, mayHaveColon: boolean): boolean {
  if (BRACKETS.test(path)) return false;
  return mayHaveColon || !(path.split("/", 1)[0] ?? "").includes(":");
}

function isAuthority(authority: string): boolean {
  const at = authority.indexOf("@");
  const user = authority.slice(0, Math.max(at, 0));
  const host = authority.slice(at + 1);
  if (BRACKETS.test(user) || host.includes("@")) return false;
  return HOST_LITERAL.test(host) || HOST_NAME.test(host);
}
