import { parseInstantMs } from "#schemas/pattern/instant.ts";

/**
 * RFC 3339 section 5.6, `date-time`, without what its notes allow besides: a space for the `T`. A fraction of a second has
 * at most 30 digits, more than any clock and few enough for Postgres, which reads no time of over 128 characters.
 */
const DATE_TIME =
  /^(?<seconds>\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d)(?<fraction>\.\d{1,30})?(?<zone>[Zz]|[+-]\d\d:\d\d)$/;

/** A larger fraction of a second is the next second, for Postgres keeps microseconds. */
const MAX_FRACTION = 0.999_999_5;

const YEAR_1_MS = Date.parse("0001-01-01T00:00:00Z");
const YEAR_10000_MS = Date.parse("+010000-01-01T00:00:00Z");

/**
 * Whether a text is an event's time: RFC 3339 with a zone, in the years 1 to 9999 of UTC, which every reader of a
 * timestamp can write with four digits. A leap second is refused: it would be kept as the first of the next day.
 */
export function isTimestamp(text: string): boolean {
  const parts = DATE_TIME.exec(text)?.groups;
  if (parts === undefined) return false;
  const wholeMs = parseInstantMs(`${parts.seconds}${parts.zone}`);
  if (wholeMs === undefined) return false;
  const ms = Number(parts.fraction ?? 0) < MAX_FRACTION ? wholeMs : wholeMs + 1_000;
  return ms >= YEAR_1_MS && ms < YEAR_10000_MS;
}
