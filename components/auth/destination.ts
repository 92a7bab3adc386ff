/** The page to open after signing in: a path of this site, never another site's address. */
export function safeDestination(from: string | undefined): string {
  if (from === undefined || !/^\/[^/\\]/.test(from)) return "/events";
  const url = URL.parse(from, "http://tidings.invalid");
  return url?.host === "tidings.invalid" ? `${url.pathname}${url.search}` : "/events";
}
