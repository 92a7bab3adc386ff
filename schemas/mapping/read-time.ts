import { parseInstantMs } from "../pattern/instant.ts";

/** RFC 3339, section 5.6. Postgres knows offsets up to 15:59; the largest in use is +14:00. */
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:0\d|1[0-5]):\d\d)$/;
const UNIX = /^(?<whole>\d{1,14})(?:\.(?<fraction>\d{1,20}))?$/;

/** Unix times from here on are milliseconds: as seconds this would be the year 5138, as milliseconds it is 1973. */
const FIRST_MS = 100_000_000_000;

const MS_PER_SECOND = 1_000;

/** Postgres keeps microseconds. */
const MAX_FRACTION_DIGITS = 6;

/** The years that a time of an event can have: from 1970 to 9999. */
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * The time that a provider wrote, as RFC 3339: what is RFC 3339 already, Unix seconds with or without a fraction, and
 * Unix milliseconds. `undefined` for everything else.
 */
export function readTime(text: string): string | undefined {
  if (RFC_3339.test(text)) {
    const written = text.replace(" ", "T");
    return isPlausible(parseInstantMs(written)) ? written : undefined;
  }
  const unix = UNIX.exec(text)?.groups;
  return unix === undefined ? undefined : fromUnix(Number(unix.whole), unix.fraction ?? "");
}

function fromUnix(whole: number, fraction: string): string | undefined {
  if (whole >= FIRST_MS) return isPlausible(whole) ? new Date(whole).toISOString() : undefined;
  const second = new Date(whole * MS_PER_SECOND).toISOString().slice(0, -".000Z".length);
  const digits = fraction.slice(0, MAX_FRACTION_DIGITS).padEnd(3, "0");
  return `${second}.${digits}Z`;
}

function isPlausible(instantMs: number | undefined): boolean {
  return instantMs !== undefined && instantMs >= 0 && instantMs <= LAST_MS;
}
