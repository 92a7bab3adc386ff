import { createHash } from "node:crypto";
import { type Attack, refused, STORED, unverified } from "../support/attack.ts";
import type { AttackSite } from "../support/attack-site.ts";
import {
  githubSignature,
  standardWebhook,
  stripeEvent,
  stripeSignature,
  stripeWebhook,
  stripeWebhookAt,
  stripeWebhookWith,
  webhook,
} from "../support/requests.ts";
import { times } from "../support/texts.ts";

const BAD = unverified("bad_signature");
const STALE = unverified("stale_signature");
const MISSING = unverified("missing_signature");

const BODY = '{"amount":1500}';

/** As a proxy that parses bodies sends it on. */
const SAME_BODY = '{ "amount": 1500.0 }';

/** How a signature of GitHub's is spoilt: `right` is the one that would be accepted. */
const SPOILT: readonly (readonly [what: string, spoil: (right: string) => string | readonly string[]])[] = [
  ["nothing of it", () => ""],
  ["its prefix alone", () => "sha256="],
  ["its first half", (right) => right.slice(0, -32)],
  ["a digit less", (right) => right.slice(0, -1)],
  ["a digit more", (right) => `${right}0`],
  ["another last digit", (right) => `${right.slice(0, -1)}${right.endsWith("0") ? "1" : "0"}`],
  ["capitals", (right) => `sha256=${right.slice("sha256=".length).toUpperCase()}`],
  ["base64", (right) => `sha256=${Buffer.from(right.slice("sha256=".length), "hex").toString("base64")}`],
  ["no prefix", (right) => right.slice("sha256=".length)],
  ["another algorithm's name", (right) => right.replace("sha256", "sha1")],
  ["two of them", (right) => `${right}, ${right}`],
  ["two headers", (right) => [right, right]],
  ["letters beyond ASCII", (right) => `${right.slice(0, -1)}\u00e9`],
  ["10 kB", () => `sha256=${"0".repeat(10_000)}`],
  ["a hash without any secret", () => `sha256=${createHash("sha256").update(BODY).digest("hex")}`],
  ["that of an empty secret", () => githubSignature("", BODY)],
];

const spoiltWebhook = (spoil: (right: string) => string | readonly string[]) => (site: AttackSite) =>
  webhook(site, BODY, {
    headers: { "x-hub-signature-256": spoil(githubSignature(site.secrets.github, BODY)) },
  });

/** Seconds since 1970, rounded so that the distance from now is at least what is said, or at most. */
const secondsFromNow = (seconds: number, distance: "at least" | "at most") => {
  const now = Date.now() / 1000;
  return seconds > 0 === (distance === "at least") ? Math.ceil(now) + seconds : Math.floor(now) + seconds;
};

const stripeAt = (unixSeconds: () => number) => (site: AttackSite) =>
  stripeWebhookAt(site.secrets.stripe, stripeEvent(), unixSeconds());

/** A header with the right signature behind as many wrong ones. */
const rightBehind = (wrong: number) => (site: AttackSite) => {
  const [body, now] = [stripeEvent(), Math.floor(Date.now() / 1000)];
  const right = `v1=${stripeSignature(site.secrets.stripe, body, now)}`;
  return stripeWebhookWith(
    [`t=${now}`, ...times(wrong, () => `v1=${"0".repeat(64)}`), right].join(","),
    body,
  );
};

export const SIGNATURES: readonly Attack[] = [
  {
    title: "no signature",
    request: (site) => webhook(site, BODY, { headers: { "x-hub-signature-256": undefined } }),
    expected: MISSING,
  },
  ...SPOILT.map(
    ([what, spoil]): Attack => ({
      title: `a signature: ${what}`,
      request: spoiltWebhook(spoil),
      expected: BAD,
    }),
  ),
  {
    title: "the right signature over the same body, written anew",
    request: (site) =>
      webhook(site, SAME_BODY, {
        headers: { "x-hub-signature-256": githubSignature(site.secrets.github, BODY) },
      }),
    expected: BAD,
  },
  {
    title: "another source's right signature",
    request: (site) =>
      webhook(site, BODY, { headers: { "x-hub-signature-256": githubSignature(site.secrets.list, BODY) } }),
    expected: BAD,
  },
  { title: "301 s old", request: stripeAt(() => secondsFromNow(-301, "at least")), expected: STALE },
  { title: "301 s ahead", request: stripeAt(() => secondsFromNow(302, "at least")), expected: STALE },
  { title: "299 s old", request: stripeAt(() => secondsFromNow(-299, "at most")), expected: STORED },
  { title: "299 s ahead", request: stripeAt(() => secondsFromNow(299, "at most")), expected: STORED },
  { title: "the year 2286", request: stripeAt(() => 9_999_999_999), expected: STALE },
  { title: "milliseconds for seconds", request: stripeAt(() => Date.now()), expected: BAD },
  { title: "a time below zero", request: stripeAt(() => -1), expected: BAD },
  { title: "a time that is no number", request: stripeAt(() => Number.NaN), expected: BAD },
  { title: "the right signature second", request: rightBehind(1), expected: STORED },
  { title: "the right signature behind two hundred wrong ones", request: rightBehind(200), expected: BAD },
  {
    title: "a thousand signatures",
    request: () =>
      stripeWebhookWith(`t=${secondsFromNow(0, "at most")},${"v1=00,".repeat(1_000)}`, stripeEvent()),
    expected: BAD,
  },
  {
    title: "two times, one of them signed",
    request: (site) => {
      const request = stripeWebhook(site, stripeEvent());
      const headers = {
        ...request.headers,
        "stripe-signature": `t=1,${String(request.headers["stripe-signature"])}`,
      };
      return { ...request, headers };
    },
    expected: BAD,
  },
  {
    title: "Standard Webhooks: a thousand signatures, the right one last",
    request: (site) =>
      standardWebhook(site, { body: BODY, signatures: (right) => `${"v1,AAAA ".repeat(1_000)}${right}` }),
    expected: BAD,
  },
  {
    title: "Standard Webhooks: the right signature second",
    request: (site) => standardWebhook(site, { body: BODY, signatures: (right) => `v1,AAAA ${right}` }),
    expected: STORED,
  },
  {
    title: "Standard Webhooks: an id with a full stop, which shifts what is signed",
    request: (site) => standardWebhook(site, { id: "msg_1.1700000000", body: BODY }),
    expected: BAD,
  },
  {
    title: "headers of 20 kB",
    request: (site) => webhook(site, BODY, { headers: { "x-long": "x".repeat(20_000) } }),
    expected: { outcome: "unread", statuses: [431] },
  },
  {
    title: "a source that there is not",
    request: (site) => ({ ...webhook(site, BODY), path: "/api/webhooks/nobody" }),
    expected: { ...refused(404, "unknown_source"), keepsNoBody: true },
  },
  {
    title: "a method that is not the door's",
    request: (site) => webhook(site, BODY, { method: "DELETE" }),
    expected: { ...refused(405, "method_not_allowed"), keepsNoBody: true },
  },
  {
    title: "a method that a header would change",
    request: (site) =>
      webhook(site, BODY, { method: "DELETE", headers: { "x-http-method-override": "POST" } }),
    expected: { ...refused(405, "method_not_allowed"), keepsNoBody: true },
  },
];
