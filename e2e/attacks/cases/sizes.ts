import { type Attack, refused, STORED, settled } from "../support/attack.ts";
import { BODY_LIMIT_BYTES } from "../support/attack-site.ts";
import { listWebhook, publish, publishLines, webhook } from "../support/requests.ts";
import {
  array,
  envelope,
  envelopeOfBytes,
  lines,
  list,
  listed,
  objectOfBytes,
  times,
  withPayload,
} from "../support/texts.ts";

const TOO_LARGE = refused(413, "too_large", { keepsNoBody: true });

/** Beyond what any number can count exactly, and beyond the column that the receipt says it in. */
const CLAIMED_BYTES = 2 ** 53;

const MUCH_BYTES = 16 * BODY_LIMIT_BYTES;

/** Events that one request may hold. */
const MAX_ITEMS = 10_000;

const MAX_KEYS = 50_000;
const MANY_KEYS = 2 * MAX_KEYS;

const SHORTEST = "{}";

const keys = (count: number, name: (index: number) => string) =>
  `{${times(count, (index) => `"${name(index)}":1`).join(",")}}`;

/** As short as names can be, so that as many as may be fit into a body. */
const shortName = (index: number) => index.toString(36);

/** Numbers far apart: an engine that took them for places of an array would need a very long one. */
const sparseName = (index: number) => `${index * 40_000}`;

const whole = (bytes: number, framing: "length" | "chunked"): Attack[] => {
  const expected = bytes > BODY_LIMIT_BYTES ? TOO_LARGE : STORED;
  const what = `${bytes - BODY_LIMIT_BYTES} bytes over the limit, ${framing === "length" ? "with Content-Length" : "chunked"}`;
  return [
    {
      title: `webhook: ${what}`,
      request: (site) => webhook(site, objectOfBytes(bytes), { framing }),
      expected,
    },
    {
      title: `publish: ${what}`,
      request: (site) => publish(site, envelopeOfBytes(bytes), { framing }),
      expected,
    },
  ];
};

export const SIZES: readonly Attack[] = [
  ...(["length", "chunked"] as const).flatMap((framing) =>
    [-1, 0, 1].flatMap((over) => whole(BODY_LIMIT_BYTES + over, framing)),
  ),
  {
    title: "webhook: a body without end",
    request: (site) => webhook(site, objectOfBytes(MUCH_BYTES), { framing: "chunked" }),
    expected: TOO_LARGE,
  },
  {
    title: "publish: a body without end",
    request: (site) => publish(site, envelopeOfBytes(MUCH_BYTES), { framing: "chunked" }),
    expected: TOO_LARGE,
  },
  {
    title: "webhook: a Content-Length beyond all measure",
    request: (site) => webhook(site, SHORTEST, { framing: CLAIMED_BYTES }),
    expected: TOO_LARGE,
  },
  {
    title: "publish: a Content-Length beyond all measure",
    request: (site) => publish(site, SHORTEST, { framing: CLAIMED_BYTES }),
    expected: TOO_LARGE,
  },
  {
    title: "webhook: 50 000 keys",
    request: (site) => webhook(site, keys(MAX_KEYS, shortName)),
    expected: STORED,
  },
  {
    title: "webhook: 50 001 keys",
    request: (site) => webhook(site, keys(MAX_KEYS + 1, shortName)),
    expected: refused(400, "unstorable_json"),
  },
  {
    title: "webhook: 100 000 keys",
    request: (site) => webhook(site, keys(MANY_KEYS, shortName)),
    expected: refused(400, "unstorable_json"),
  },
  {
    title: "publish: 49 000 keys",
    request: (site) => publish(site, withPayload(keys(49_000, shortName))),
    expected: STORED,
  },
  {
    title: "publish: 49 000 keys that are numbers far apart",
    request: (site) => publish(site, withPayload(keys(49_000, sparseName))),
    expected: STORED,
  },
  {
    title: "publish: 50 000 keys and the envelope's own",
    request: (site) => publish(site, withPayload(keys(MAX_KEYS, shortName))),
    expected: refused(400, "unstorable_json"),
  },
  {
    title: "publish: 100 000 keys in as many events as hold them",
    request: (site) => publish(site, array(times(10, () => withPayload(keys(MANY_KEYS / 10, shortName))))),
    expected: settled({ stored: 10 }),
  },
  {
    title: "publish: as many long numbers as an event may have, in many events",
    request: (site) =>
      publish(site, array(times(50, () => withPayload(`{"a":[${"1e308,".repeat(3_000)}1]}`)))),
    expected: settled({ stored: 50 }),
  },
  {
    title: "publish: a key of a megabyte",
    request: (site) => publish(site, withPayload(`{"${"k".repeat(1_000_000)}":1}`)),
    expected: STORED,
  },
  {
    title: "publish: a megabyte of escapes",
    request: (site) => publish(site, withPayload(`{"a":"${"\\u00e9".repeat(170_000)}"}`)),
    expected: STORED,
  },
  {
    title: "publish: an array of 500 000 zeros",
    request: (site) => publish(site, withPayload(`{"a":[${"0,".repeat(499_999)}0]}`)),
    expected: STORED,
  },
  {
    title: "publish: one event more than a request may hold",
    request: (site) => publish(site, `[${`${SHORTEST},`.repeat(MAX_ITEMS)}${SHORTEST}]`),
    expected: refused(413, "too_many_items"),
  },
  {
    title: "publish: one line more than a request may hold",
    request: (site) => publishLines(site, `${SHORTEST}\n`.repeat(MAX_ITEMS + 1)),
    expected: refused(413, "too_many_items"),
  },
  {
    title: "webhook: one event more than a request may hold",
    request: (site) => listWebhook(site, list(times(MAX_ITEMS + 1, () => SHORTEST))),
    expected: refused(413, "too_many_items"),
  },
  {
    title: "publish: as many events as a request may hold, and none of them one",
    request: (site) => publish(site, `[${`${SHORTEST},`.repeat(MAX_ITEMS - 1)}${SHORTEST}]`),
    expected: refused(400, "invalid_envelope", { pointer: "/0/eventId" }),
  },
  {
    title: "webhook: as many events as a request may hold",
    request: (site) => listWebhook(site, list(times(MAX_ITEMS, () => listed()))),
    expected: settled({ stored: MAX_ITEMS }),
  },
  {
    title: "publish: as many events as fit into the body",
    request: (site) => publishLines(site, lines(times(5_000, () => envelope()))),
    expected: settled({ stored: 5_000 }),
  },
  {
    title: "publish: one bad line of 500",
    request: (site) =>
      publishLines(site, lines(times(500, (index) => (index === 250 ? '{"eventId":' : envelope())))),
    expected: settled({ stored: 499, rejected: 1 }),
  },
];
