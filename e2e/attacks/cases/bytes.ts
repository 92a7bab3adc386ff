import { type Attack, refused, settled } from "../support/attack.ts";
import { publish, publishAs, publishLines, webhook } from "../support/requests.ts";
import { envelope, withPayload } from "../support/texts.ts";

const MALFORMED = refused(400, "malformed_json");
const UNKNOWN_TYPE = refused(415, "unsupported_media_type");

/** Bytes that are no UTF-8, inside of a string (RFC 3629, section 3). */
const NO_UTF8: readonly (readonly [what: string, hex: string])[] = [
  ["a byte that never is", "ff"],
  ["a byte that only goes on", "80"],
  ["a character cut short", "e282"],
  ["an overlong slash", "c0af"],
  ["an overlong U+0000", "c080"],
  ["a surrogate", "eda080"],
  ["a pair of surrogates", "eda080edb080"],
  ["beyond U+10FFFF", "f4908080"],
  ["Latin-1", "e9"],
];

/** A string with bytes in it that no JavaScript string can hold. */
function bytesIn(text: string, hex: string): Buffer {
  const [before = "", after = ""] = text.split("@@");
  return Buffer.concat([Buffer.from(before), Buffer.from(hex, "hex"), Buffer.from(after)]);
}

const OTHER_ENCODINGS: readonly (readonly [what: string, encode: (text: string) => Buffer])[] = [
  ["UTF-16, little end first", (text) => Buffer.from(text, "utf16le")],
  ["UTF-16 with its mark", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["UTF-16, big end first", (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ["UTF-8 with a mark", (text) => Buffer.from(`\ufeff${text}`)],
  ["UTF-8 with a mark inside", (text) => Buffer.from(text.replace("{", "{\ufeff"))],
];

const OTHER_TYPES = [
  undefined,
  "",
  "text/plain",
  "application/xml",
  "application/octet-stream",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
  "application/json; charset=iso-8859-1",
  "application/json, application/json",
  "json",
  "application/cloudevents+avro",
  "application/json;charset",
] as const;

const SAME_TYPES = [
  "APPLICATION/JSON",
  'application/json; charset="UTF-8"',
  "application/json ;charset=utf-8",
];

export const BYTES: readonly Attack[] = [
  ...NO_UTF8.flatMap(([what, hex]): Attack[] => [
    {
      title: `webhook: ${what}`,
      request: (site) => webhook(site, bytesIn('{"a":"@@"}', hex)),
      expected: MALFORMED,
    },
    {
      title: `publish: ${what}`,
      request: (site) => publish(site, bytesIn(withPayload('{"a":"@@"}'), hex)),
      expected: MALFORMED,
    },
    {
      title: `lines: ${what}, and the neighbours unharmed`,
      request: (site) => {
        const bad = bytesIn(withPayload('{"a":"@@"}'), hex);
        return publishLines(
          site,
          Buffer.concat([Buffer.from(`${envelope()}\n`), bad, Buffer.from(`\n${envelope()}`)]),
        );
      },
      expected: settled({ stored: 2, rejected: 1 }),
    },
  ]),
  ...OTHER_ENCODINGS.flatMap(([what, encode]): Attack[] => [
    { title: `webhook: ${what}`, request: (site) => webhook(site, encode("{}")), expected: MALFORMED },
    { title: `publish: ${what}`, request: (site) => publish(site, encode(envelope())), expected: MALFORMED },
  ]),
  ...OTHER_TYPES.flatMap((type): Attack[] => [
    {
      title: `webhook: Content-Type ${JSON.stringify(type)}`,
      request: (site) => webhook(site, "{}", { headers: { "content-type": type } }),
      expected: UNKNOWN_TYPE,
    },
    {
      title: `publish: Content-Type ${JSON.stringify(type)}`,
      request: (site) => publish(site, envelope(), { headers: { "content-type": type } }),
      expected: UNKNOWN_TYPE,
    },
  ]),
  ...SAME_TYPES.flatMap((type): Attack[] => [
    {
      title: `webhook: Content-Type ${type} is JSON`,
      request: (site) => webhook(site, "{}", { headers: { "content-type": type } }),
      expected: settled({ stored: 1 }),
    },
    {
      title: `publish: Content-Type ${type} is JSON`,
      request: (site) => publishAs(type)(site, envelope()),
      expected: settled({ stored: 1 }),
    },
  ]),
];
