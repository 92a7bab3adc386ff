import type { JsonValue } from "#schemas/json/value.ts";
import { keywordOf, type Part } from "./part.ts";

/** Longest text or list that is made to try a length. */
const MAX_LENGTH = 300;

/** Values of an `enum` that are tried. */
const MAX_LISTED = 30;

/** One text that fits each format; between them, texts of many shapes. */
const FORMATTED: Readonly<Record<string, string>> = {
  "date-time": "2024-03-15T10:00:00Z",
  date: "2024-03-15",
  time: "10:00:00Z",
  duration: "P1D",
  email: "a@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/a",
  "uri-reference": "/a",
  uuid: "018f0000-0000-7000-8000-000000000000",
  "json-pointer": "/a/b",
};

const TEXTS = ["", "a", "A", "1", "abc", "ABC", "a b", "abc-1", "a_1", "12345", "é", "\u{1f9fe}"];
const NUMBERS = [0, 1, -1, 0.5, 2, 10, 1e6, -1e6];

/** Values without parts that lie on both sides of what the parts ask for. */
export function scalarSamples(parts: readonly Part[]): JsonValue[] {
  return [...listed(parts), null, true, false, ...numbers(parts), ...texts(parts)];
}

function listed(parts: readonly Part[]): JsonValue[] {
  return parts.flatMap((part) => {
    const values = keywordOf(part, "enum");
    const constant = keywordOf(part, "const");
    return [
      ...(Array.isArray(values) ? values.slice(0, MAX_LISTED) : []),
      ...(constant === undefined ? [] : [constant]),
    ];
  });
}

const NUMBER_KEYWORDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

function numbers(parts: readonly Part[]): number[] {
  const limits = numbersAt(parts, NUMBER_KEYWORDS).flatMap((limit) => [
    limit,
    limit - 1,
    limit + 1,
    limit + 0.5,
    limit * 2,
    limit * 3,
  ]);
  return [...new Set([...limits, ...NUMBERS])].filter(Number.isFinite);
}

function texts(parts: readonly Part[]): string[] {
  const lengths = lengthsAt(parts, ["minLength", "maxLength"]);
  return [
    ...new Set([...TEXTS, ...lengths.map((length) => "a".repeat(length)), ...Object.values(FORMATTED)]),
  ];
}

/** Lengths on both sides of the limits that the parts set. */
export function lengthsAt(parts: readonly Part[], keywords: readonly string[]): number[] {
  const limits = numbersAt(parts, keywords).flatMap((limit) => [limit - 1, limit, limit + 1]);
  return [...new Set(limits)].filter((length) => length >= 0 && length <= MAX_LENGTH);
}

function numbersAt(parts: readonly Part[], keywords: readonly string[]): number[] {
  return parts
    .flatMap((part) => keywords.map((keyword) => keywordOf(part, keyword)))
    .filter((value) => typeof value === "number");
}
