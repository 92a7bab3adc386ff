import { type Attack, refused, STORED, settled, unverified } from "../support/attack.ts";
import { listWebhook, publish, publishLines, webhook } from "../support/requests.ts";
import { array, envelope, lines, list, listed, nested, withPayload } from "../support/texts.ts";

const MALFORMED = refused(400, "malformed_json");
const UNSTORABLE = refused(400, "unstorable_json");

/** Some fifty times what reading as many characters takes. */
const WITHIN_MS = 50;

const BRACKETS = 100_000;
const OPEN = "[".repeat(BRACKETS);
const OPEN_OBJECTS = '{"a":'.repeat(BRACKETS);
const CLOSED = OPEN + "]".repeat(BRACKETS);

/** Few enough that `JSON.stringify`, which is recursive, would write them. */
const WRITTEN_LEVELS = 3_000;

/** Small enough that a wrong signature is looked into; indented, each of the numbers would stand behind 6 000 spaces. */
const INDENTED = `${"[".repeat(WRITTEN_LEVELS)}${"1,".repeat(25_000)}1${"]".repeat(WRITTEN_LEVELS)}`;

const WRONG = { headers: { "x-hub-signature-256": `sha256=${"0".repeat(64)}` } };

export const NESTING: readonly Attack[] = [
  { title: "webhook: 64 levels", request: (site) => webhook(site, nested(64)), expected: STORED },
  { title: "webhook: 65 levels", request: (site) => webhook(site, nested(65)), expected: UNSTORABLE },
  {
    title: "publish: 64 levels",
    request: (site) => publish(site, withPayload(nested(63))),
    expected: STORED,
  },
  {
    title: "publish: 65 levels",
    request: (site) => publish(site, withPayload(nested(64))),
    expected: UNSTORABLE,
  },
  {
    title: "publish: 65 levels between good events",
    request: (site) => publish(site, array([envelope(), withPayload(nested(64)), envelope()])),
    expected: settled({ stored: 2, rejected: 1 }),
  },
  {
    title: "publish: a line of 65 levels between good ones",
    request: (site) => publishLines(site, lines([envelope(), withPayload(nested(64)), envelope()])),
    expected: settled({ stored: 2, rejected: 1 }),
  },
  {
    title: "webhook: 100 000 opening brackets",
    request: (site) => webhook(site, OPEN),
    expected: UNSTORABLE,
    withinMs: WITHIN_MS,
  },
  {
    title: "webhook: 100 000 opening braces",
    request: (site) => webhook(site, OPEN_OBJECTS),
    expected: UNSTORABLE,
    withinMs: WITHIN_MS,
  },
  {
    title: "webhook: 100 000 brackets, closed",
    request: (site) => webhook(site, CLOSED),
    expected: UNSTORABLE,
    withinMs: WITHIN_MS,
  },
  {
    title: "webhook: 100 000 opening brackets as an item of a list",
    request: (site) => listWebhook(site, list([listed({ deep: OPEN })])),
    expected: MALFORMED,
    withinMs: WITHIN_MS,
  },
  {
    title: "publish: 100 000 opening brackets",
    request: (site) => publish(site, OPEN),
    expected: MALFORMED,
    withinMs: WITHIN_MS,
  },
  {
    title: "publish: 100 000 brackets, closed",
    request: (site) => publish(site, CLOSED),
    expected: UNSTORABLE,
    withinMs: WITHIN_MS,
  },
  {
    title: "publish: 100 000 opening braces",
    request: (site) => publish(site, OPEN_OBJECTS),
    expected: UNSTORABLE,
    withinMs: WITHIN_MS,
  },
  {
    title: "publish: 100 000 opening brackets in the payload",
    request: (site) => publish(site, withPayload(OPEN)),
    expected: UNSTORABLE,
    withinMs: WITHIN_MS,
  },
  {
    title: "publish: 100 000 opening brackets as a line between good ones",
    request: (site) => publishLines(site, lines([envelope(), OPEN, envelope()])),
    expected: settled({ stored: 2, rejected: 1 }),
  },
  {
    title: "webhook: 30 000 brackets under a wrong signature",
    request: (site) => webhook(site, "[".repeat(30_000) + "]".repeat(30_000), WRONG),
    expected: unverified("bad_signature"),
    withinMs: WITHIN_MS,
  },
  {
    title: "webhook: deep levels under a wrong signature, which take megabytes when they are indented",
    request: (site) => webhook(site, INDENTED, WRONG),
    expected: unverified("bad_signature"),
    withinMs: WITHIN_MS,
  },
];
