import type { Format } from "ajv";
import { type FormatName, fullFormats } from "ajv-formats/dist/formats.js";

/** A format that is checked, and how a sentence names what fits it. */
export interface TextFormat {
  readonly words: string;
  test(text: string): boolean;
}

/** The formats of the specification (validation, section 7.3) but those for internationalised names, which ajv-formats lacks. */
const WORDS = {
  "date-time": "a date and time with a time zone (RFC 3339)",
  date: "a date (RFC 3339)",
  time: "a time of day with a time zone (RFC 3339)",
  duration: "a duration (ISO 8601)",
  email: "an email address",
  hostname: "a host name",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  uri: "a URI",
  "uri-reference": "a URI or a relative reference",
  "uri-template": "a URI template",
  uuid: "a UUID",
  "json-pointer": "a JSON Pointer",
  "relative-json-pointer": "a relative JSON Pointer",
  regex: "a regular expression",
} as const satisfies Partial<Record<FormatName, string>>;

/** The format of this name; undefined for one that is not checked. */
export function formatNamed(name: string): TextFormat | undefined {
  if (!isKnown(name)) return undefined;
  const test = testOf(fullFormats[name]);
  return test === undefined ? undefined : { words: WORDS[name], test };
}

function isKnown(name: string): name is keyof typeof WORDS {
  return Object.hasOwn(WORDS, name);
}

/** ajv-formats writes a format as an expression, a function, or an object that holds one of them. */
function testOf(format: Format): ((text: string) => boolean) | undefined {
  const test = typeof format === "object" && !(format instanceof RegExp) ? format.validate : format;
  if (test instanceof RegExp) return (text) => test.test(text);
  return isTextTest(test) ? test : undefined;
}

/** The functions among the formats of {@link WORDS} take strings, and answer true or false at once. */
function isTextTest(test: unknown): test is (text: string) => boolean {
  return typeof test === "function";
}
