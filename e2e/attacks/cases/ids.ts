import { randomUUID } from "node:crypto";
import { type Attack, HELD, refused, STORED, settled } from "../support/attack.ts";
import { SOURCES } from "../support/attack-site.ts";
import { publish, publishCloudEvent, webhook } from "../support/requests.ts";
import { array, cloudEvent, envelope } from "../support/texts.ts";

const BAD_IDS: readonly (readonly [what: string, text: string])[] = [
  ["256 characters", JSON.stringify("x".repeat(256))],
  ["a megabyte", JSON.stringify("x".repeat(1_000_000))],
  ["no characters", '""'],
  ["a line break", '"a\\nb"'],
  ["a carriage return", '"a\\rb"'],
  ["an escape", '"a\\u001b[31mb"'],
  ["a delete", '"a\\u007fb"'],
  ["a C1 control", '"a\\u009bb"'],
  ["a bidirectional override", '"a\\u202eb"'],
  ["a bidirectional isolate", '"a\u2066b"'],
  ["a zero width space", '"a\u200bb"'],
  ["a byte order mark", '"a\ufeffb"'],
  ["a soft hyphen", '"a\u00adb"'],
  ["a tag", '"a\u{e0041}b"'],
  ["a line separator", '"a\u2028b"'],
  ["a filler that shows nothing", '"a\u3164b"'],
  ["a number", "5"],
  ["null", "null"],
  ["a list", '["a"]'],
  ["an object", '{"toString":"a"}'],
];

/** Members that only the log itself writes. */
const OWN_MEMBERS = {
  id: `"${randomUUID()}"`,
  createdAt: '"2024-03-15T10:00:00Z"',
  position: "1",
  receivedAt: '"2024-03-15T10:00:00Z"',
  eventid: '"other"',
};

/** Ids that some comparison takes for one. */
function lookalikes(): string[] {
  const id = `Attack_${randomUUID()}`;
  return [
    id,
    id.toLowerCase(),
    id.toUpperCase(),
    `${id} `,
    ` ${id}`,
    `${id}  `,
    `${id}\u00e9`,
    `${id}e\u0301`,
  ];
}

const withId = (text: string) => envelope({ eventId: text });

export const IDS: readonly Attack[] = [
  ...BAD_IDS.flatMap(([what, text]): Attack[] => [
    {
      title: `publish: an id of ${what}`,
      request: (site) => publish(site, withId(text)),
      expected: refused(400, "invalid_envelope", { pointer: "/eventId" }),
    },
    {
      title: `CloudEvent: an id of ${what}`,
      request: (site) => publishCloudEvent(site, cloudEvent({ id: text })),
      expected: refused(400, "invalid_cloudevent", { pointer: "/id" }),
    },
  ]),
  {
    title: "lists: all of these ids between two good ones",
    request: (site) =>
      publish(site, array([envelope(), ...BAD_IDS.slice(2).map(([, text]) => withId(text)), envelope()])),
    expected: settled({ stored: 2, rejected: BAD_IDS.length - 2 }),
  },
  {
    title: "publish: an id of U+0000",
    request: (site) => publish(site, withId('"a\\u0000b"')),
    expected: refused(400, "unstorable_json"),
  },
  {
    title: "publish: an id with half of a surrogate pair",
    request: (site) => publish(site, withId('"a\\ud800b"')),
    expected: refused(400, "unstorable_json"),
  },
  {
    title: "publish: an id of 255 characters",
    request: (site) => publish(site, withId(JSON.stringify(randomUUID().padEnd(255, "x")))),
    expected: STORED,
  },
  {
    title: "publish: an id of 255 characters that take four bytes each",
    request: (site) => publish(site, withId(JSON.stringify(`${randomUUID()}${"\u{1f9fe}".repeat(219)}`))),
    expected: STORED,
  },
  {
    title: "publish: ids that differ by case, spaces or composition stay different",
    request: (site) => publish(site, array(lookalikes().map((id) => withId(JSON.stringify(id))))),
    expected: settled({ stored: lookalikes().length }),
  },
  {
    title: "publish: the id of a webhook source's delivery",
    request: (site) => publish(site, withId(JSON.stringify(`${SOURCES.github}:${randomUUID()}`))),
    expected: refused(400, "reserved_event_id", { pointer: "/eventId" }),
  },
  ...Object.entries(OWN_MEMBERS).map(
    ([member, text]): Attack => ({
      title: `publish: a ${member} of the sender's own`,
      request: (site) => publish(site, envelope({ [member]: text })),
      expected: refused(400, "invalid_envelope", { pointer: `/${member}` }),
    }),
  ),
  {
    title: "webhook: an id, a time and a position of the log's own are the payload's",
    request: (site) => webhook(site, '{"id":"1","createdAt":"never","position":-1}'),
    expected: settled({ stored: 1 }, '{"id": "1", "position": -1, "createdAt": "never"}'),
  },
  ...[
    ["of 10 000 characters", "x".repeat(10_000)],
    ["that is too long with the source's key before it", "x".repeat(250)],
    ["with a soft hyphen", "a\u00adb"],
    ["with a C1 control", "a\u009bb"],
  ].map(
    ([what = "", id = ""]): Attack => ({
      title: `webhook: a delivery id ${what} is kept until the mapping is mended`,
      request: (site) => webhook(site, "{}", { headers: { "x-github-delivery": id } }),
      expected: HELD,
    }),
  ),
  {
    title: "webhook: no delivery id",
    request: (site) => webhook(site, "{}", { headers: { "x-github-delivery": undefined } }),
    expected: HELD,
  },
];
