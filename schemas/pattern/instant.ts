const TIMESTAMP =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[Tt](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?)?(?<zone>[Zz]|[+-]\d\d:\d\d)?)?$/;

const MS_PER_MINUTE = 60_000;
const MS_PER_SECOND = 1_000;
const MICROSECONDS_PER_MS = 1_000;
const MICROSECOND_DIGITS = 6;

/**
 * The instant that an ISO 8601 timestamp names, in milliseconds since 1970 with its whole microseconds as a fraction;
 * `undefined` when the text is none. Read are a date (its midnight) and a date with a time, with or without seconds
 * and an offset; without an offset the time is UTC. Digits beyond the microsecond do not count. 30 February and 24:00
 * are no instants.
 */
export function parseInstantMs(text: string): number | undefined {
  const parts = TIMESTAMP.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const part = (name: string) => Number(parts[name] ?? 0);
  const midnight = midnightMs(part("year"), part("month"), part("day"));
  const offsetMinutes = parseOffsetMinutes(parts.zone);
  const isTime = part("hour") < 24 && part("minute") < 60 && part("second") < 60;
  if (midnight === undefined || offsetMinutes === undefined || !isTime) return undefined;
  const minutes = part("hour") * 60 + part("minute") - offsetMinutes;
  const wholeMs = midnight + minutes * MS_PER_MINUTE + part("second") * MS_PER_SECOND;
  return wholeMs + microsecondsOf(parts.fraction ?? "") / MICROSECONDS_PER_MS;
}

function midnightMs(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = month >= 1 && month <= 12 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.getTime() : undefined;
}

/** The digits behind a second's point as whole microseconds. */
function microsecondsOf(fraction: string): number {
  return Number(fraction.slice(0, MICROSECOND_DIGITS).padEnd(MICROSECOND_DIGITS, "0"));
}

function parseOffsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone.toUpperCase() === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
