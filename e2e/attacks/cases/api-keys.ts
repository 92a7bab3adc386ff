import { type Attack, refused, STORED, unauthenticated } from "../support/attack.ts";
import type { AttackSite } from "../support/attack-site.ts";
import { publish } from "../support/requests.ts";
import { envelope } from "../support/texts.ts";

const MISSING = unauthenticated("missing_credentials");
const BAD = unauthenticated("bad_credentials");

type Headers = (site: AttackSite) => Readonly<Record<string, string | readonly string[] | undefined>>;

const withHeaders = (headers: Headers) => (site: AttackSite) =>
  publish(site, envelope(), { headers: headers(site) });

/** A live key in the URL, and none in a header. */
const inQuery = (name: string) => (site: AttackSite) => ({
  ...publish(site, envelope(), { headers: { authorization: undefined } }),
  path: `/api/v1/events?${name}=${site.publishKey}`,
});

const REFUSED: readonly (readonly [what: string, headers: Headers, expected: Attack["expected"]])[] = [
  ["no key", () => ({ authorization: undefined }), MISSING],
  ["a key as Basic", ({ publishKey }) => ({ authorization: `Basic ${btoa(`${publishKey}:`)}` }), MISSING],
  ["a key without a scheme", ({ publishKey }) => ({ authorization: publishKey }), MISSING],
  [
    "a key in a cookie",
    ({ publishKey }) => ({ authorization: undefined, cookie: `key=${publishKey}` }),
    MISSING,
  ],
  ["a key and more", ({ publishKey }) => ({ authorization: `Bearer ${publishKey} and more` }), MISSING],
  ["another key", () => ({ authorization: `Bearer tid_${"x".repeat(43)}` }), BAD],
  ["a key cut short", ({ publishKey }) => ({ authorization: `Bearer ${publishKey.slice(0, -1)}` }), BAD],
  ["a key that goes on", ({ publishKey }) => ({ authorization: `Bearer ${publishKey}x` }), BAD],
  ["a key in capitals", ({ publishKey }) => ({ authorization: `Bearer ${publishKey.toUpperCase()}` }), BAD],
  ["a key of 10 kB", () => ({ authorization: `Bearer ${"x".repeat(10_000)}` }), BAD],
  ["a key beyond ASCII", () => ({ authorization: "Bearer \u00e9\u00e9" }), BAD],
  [
    "10 kB of spaces before a key",
    ({ publishKey }) => ({ authorization: `Bearer${" ".repeat(10_000)}\t${publishKey}` }),
    MISSING,
  ],
  ["two other keys in two headers", ({ publishKey }) => ({ "x-api-key": [publishKey, publishKey] }), BAD],
  ["a wrong key beside a right one", () => ({ "x-api-key": "wrong" }), BAD],
  [
    "a key that may only read",
    ({ readKey }) => ({ authorization: `Bearer ${readKey}` }),
    { ...refused(403, "missing_scope"), keepsNoBody: true },
  ],
  [
    "an Idempotency-Key of 256 characters",
    () => ({ "idempotency-key": "x".repeat(256) }),
    { ...refused(400, "invalid_idempotency_key"), keepsNoBody: true },
  ],
  [
    "an Idempotency-Key beyond ASCII",
    () => ({ "idempotency-key": "\u00e9" }),
    { ...refused(400, "invalid_idempotency_key"), keepsNoBody: true },
  ],
];

export const API_KEYS: readonly Attack[] = [
  ...REFUSED.map(
    ([title, headers, expected]): Attack => ({ title, request: withHeaders(headers), expected }),
  ),
  ...["key", "api_key", "apikey", "access_token", "authorization", "x-api-key"].map(
    (name): Attack => ({
      title: `a live key in the URL, as ${name}`,
      request: inQuery(name),
      expected: MISSING,
    }),
  ),
  {
    title: "a live key in the header is what counts, whatever the URL says",
    request: (site) => ({ ...publish(site, envelope()), path: "/api/v1/events?key=wrong" }),
    expected: STORED,
  },
  {
    title: "the scheme in small letters",
    request: withHeaders(({ publishKey }) => ({ authorization: `bearer ${publishKey}` })),
    expected: STORED,
  },
  {
    title: "the key in its own header",
    request: withHeaders(({ publishKey }) => ({ authorization: undefined, "x-api-key": publishKey })),
    expected: STORED,
  },
];
