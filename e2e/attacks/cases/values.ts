import { type Attack, refused, STORED, settled } from "../support/attack.ts";
import {
  listWebhook,
  publish,
  publishCloudBatch,
  publishCloudEvent,
  publishLines,
  webhook,
} from "../support/requests.ts";
import { array, cloudEvent, envelope, lines, list, listed, withPayload } from "../support/texts.ts";

const UNSTORABLE = refused(400, "unstorable_json");

/** Values that no jsonb, or no double, can hold, or that readers would differ on. */
const BAD_OBJECTS: readonly (readonly [what: string, text: string])[] = [
  ["a key twice", '{"a":1,"a":2}'],
  ["a key twice, once escaped", '{"a":1,"\\u0061":2}'],
  ["a key twice, deep inside", '{"a":[{"b":{"c":1,"d":2,"c":1}}]}'],
  ["__proto__ twice", '{"__proto__":1,"__proto__":2}'],
  ["1e400", '{"a":1e400}'],
  ["-1e400", '{"a":-1e400}'],
  ["1e-400", '{"a":1e-400}'],
  ["a number of 131 073 digits", `{"a":${"9".repeat(131_073)}}`],
  ["many 1e131071", `{"a":[${"1e131071,".repeat(1_000)}1]}`],
  ["many 1e308", `{"a":[${"1e308,".repeat(4_000)}1]}`],
  ["many 1e-308", `{"a":[${"1e-308,".repeat(4_000)}1]}`],
  ["U+0000 in a value", '{"a":"b\\u0000"}'],
  ["U+0000 in a key", '{"b\\u0000":1}'],
  ["half of a surrogate pair", '{"a":"\\ud800"}'],
  ["the other half", '{"a":"\\udc00"}'],
  ["halves in the wrong order", '{"a":"\\udc00\\ud800"}'],
  ["half of a surrogate pair in a key", '{"\\ud800":1}'],
];

/** Looks wrong, and is nothing but data. As jsonb writes it. */
const HARMLESS_OBJECTS: readonly (readonly [what: string, text: string])[] = [
  ["9007199254740993", '{"n": 9007199254740993}'],
  ["a number of 40 digits", '{"n": -1234567890123456789012345678901234567890}'],
  ["a fraction beyond a double", '{"n": 0.1000000000000000055511151231257827}'],
  ["zeros behind the point", '{"n": 1.500}'],
  ["a number of 300 digits", `{"n": ${"7".repeat(300)}}`],
  ["a fraction of 998 digits", `{"n": 0.${"7".repeat(998)}}`],
  ["__proto__", '{"__proto__": {"polluted": true}}'],
  ["constructor.prototype", '{"constructor": {"prototype": {"polluted": true}}}'],
  ["then", '{"then": {"then": "later"}}'],
  ["toJSON", '{"toJSON": "no function"}'],
  ["toString and valueOf", '{"valueOf": 1, "toString": null}'],
  ["hasOwnProperty", '{"hasOwnProperty": false}'],
  ["length", '{"length": 4294967296}'],
  ["an empty key", '{"": {"": []}}'],
  ["keys that differ by case and space", '{"A": 1, "a": 2, "a ": 3}'],
  ["U+FFFF and U+10FFFF", '{"a": "\uffff\u{10ffff}"}'],
  ["right-to-left text", '{"a": "\u202eabc"}'],
  ["a template", '{"a": "{{constructor.constructor(\\"return 1\\")()}} #{7*7} <%= 7*7 %>"}'],
  ["markup and SQL", '{"a": "<script>alert(1)</script> \'; drop table events; --"}'],
];

/** As the payload, the metadata and a member of the source. */
function everywhere(text: string): string {
  return envelope({ payload: text, metadata: text, source: `{"type":"task","id":"t","more":${text}}` });
}

export const VALUES: readonly Attack[] = [
  ...BAD_OBJECTS.flatMap(([what, text]): Attack[] => [
    { title: `webhook: ${what}`, request: (site) => webhook(site, text), expected: UNSTORABLE },
    { title: `publish: ${what}`, request: (site) => publish(site, withPayload(text)), expected: UNSTORABLE },
    {
      title: `list: ${what}, and the neighbours unharmed`,
      request: (site) => publish(site, array([envelope(), withPayload(text), envelope()])),
      expected: settled({ stored: 2, rejected: 1 }),
    },
    {
      title: `lines: ${what}, and the neighbours unharmed`,
      request: (site) => publishLines(site, lines([envelope(), withPayload(text), envelope()])),
      expected: settled({ stored: 2, rejected: 1 }),
    },
    {
      title: `batch of CloudEvents: ${what}, and the neighbours unharmed`,
      request: (site) =>
        publishCloudBatch(site, array([cloudEvent(), cloudEvent({ data: text }), cloudEvent()])),
      expected: settled({ stored: 2, rejected: 1 }),
    },
    {
      title: `webhook with a list: ${what}, and the neighbours unharmed`,
      request: (site) => listWebhook(site, list([listed(), listed({ bad: text }), listed()])),
      expected: settled({ stored: 2, rejected: 1 }),
    },
  ]),
  ...HARMLESS_OBJECTS.flatMap(([what, text]): Attack[] => [
    {
      title: `webhook: ${what} comes back as it was`,
      request: (site) => webhook(site, text),
      expected: settled({ stored: 1 }, text),
    },
    {
      title: `publish: ${what} comes back as it was, and may stand anywhere`,
      request: (site) => publish(site, everywhere(text)),
      expected: settled({ stored: 1 }, text),
    },
  ]),
  {
    title: "publish: U+0000 in the metadata",
    request: (site) => publish(site, envelope({ metadata: '{"correlationId":"\\u0000"}' })),
    expected: UNSTORABLE,
  },
  {
    title: "CloudEvent: U+0000 in the data",
    request: (site) => publishCloudEvent(site, cloudEvent({ data: '{"a":"\\u0000"}' })),
    expected: UNSTORABLE,
  },
  {
    title: "publish: __proto__ beside the envelope's members",
    request: (site) => publish(site, envelope({ ["__proto__"]: "{}" })),
    expected: refused(400, "invalid_envelope", { pointer: "/__proto__" }),
  },
  {
    title: "publish: a member's name in escapes is the same name",
    request: (site) => publish(site, withPayload("{}").replace('"payload"', '"\\u0070ayload"')),
    expected: STORED,
  },
  {
    title: "publish: the event id twice",
    request: (site) => publish(site, envelope().replace("{", '{"\\u0065ventId":"other",')),
    expected: UNSTORABLE,
  },
];
