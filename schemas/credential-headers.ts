/** Headers, by lower-case name, whose values grant access by themselves: no receipt keeps them. */
export const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "x-api-key",
  "x-gitlab-token",
]);
