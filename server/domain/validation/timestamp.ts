import { parseInstantMs } from "#schemas/pattern/instant.ts";

/**
 * RFC 3339 section 5.6, `date-time`, without what its notes allow besides: a space for the `T`. A fraction of a second has
 * at most 30 digits, more than any clock gives.
 */
const DATE_TIME =
  /^(?<seconds>\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?<fraction>\.\d{1,30})?(?<zone>[Zz]|[+-]\d\d:\d\d)$/;

/** The point and the six digits of a microsecond, which is as much as Postgres keeps. */
const STORED_FRACTION_CHARACTERS = 7;

const SECONDS_CHARACTERS = "2024-03-15T10:00:00".length;

const YEAR_1_MS = Date.parse("0001-01-01T00:00:00Z");
const YEAR_10000_MS = Date.parse("+010000-01-01T00:00:00Z");

/**
 * Whether a text is an event's time: RFC 3339 with a zone, in the years 1 to 9999 of UTC, which every reader of a
 * timestamp can write with four digits. A leap second is refused: it would be kept as the first of the next day.
 */
export function isTimestamp(text: string): boolean {
  return readTimestamp(text) !== undefined;
}

/**
 * An event's time as the log gives it back: in UTC, with whole microseconds, without zeros at the end of the fraction.
 * Digits beyond the microsecond are cut off, never rounded, as where patterns compare instants. What looks at an event
 * before it is stored thus sees the very text that is seen after.
 *
 * @throws for a text that is no event's time, see isTimestamp
 */
export function toStoredTimestamp(text: string): string {
  const parts = readTimestamp(text);
  if (parts === undefined) throw new Error(`${JSON.stringify(text)} is no event's time.`);
  const seconds = new Date(parts.wholeMs).toISOString().slice(0, SECONDS_CHARACTERS);
  const fraction = parts.fraction.slice(0, STORED_FRACTION_CHARACTERS).replace(/\.?0+$/, "");
  return `${seconds}${fraction}Z`;
}

interface TimestampParts {
  /** Milliseconds since 1970 of the second that has begun. */
  readonly wholeMs: number;
  /** With its point; empty where there is none. */
  readonly fraction: string;
}

function readTimestamp(text: string): TimestampParts | undefined {
  const parts = DATE_TIME.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const wholeMs = parseInstantMs(`${parts.seconds}${parts.zone}`);
  if (wholeMs === undefined || wholeMs < YEAR_1_MS || wholeMs >= YEAR_10000_MS) return undefined;
  return { wholeMs, fraction: parts.fraction ?? "" };
}
