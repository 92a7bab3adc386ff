const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Older than this, a date says more than "63 d ago". */
const LONGEST_RELATIVE_MS = 30 * DAY_MS;

/** `12 s ago`, `in 3 min`, `5 d ago`; the date (UTC) when it is further away than 30 days. */
export function relativeTime(instant: string, nowMs: number): string {
  const distanceMs = nowMs - Date.parse(instant);
  if (Math.abs(distanceMs) > LONGEST_RELATIVE_MS) return instant.slice(0, 10);
  const amount = timeSpan(Math.abs(distanceMs));
  if (amount === "0 s") return "now";
  return distanceMs >= 0 ? `${amount} ago` : `in ${amount}`;
}

/** `12 s`, `3 min`, `5 h`, `2 d`: the largest unit that fits, rounded down. */
export function timeSpan(spanMs: number): string {
  if (spanMs < MINUTE_MS) return `${Math.floor(spanMs / SECOND_MS)} s`;
  if (spanMs < HOUR_MS) return `${Math.floor(spanMs / MINUTE_MS)} min`;
  if (spanMs < DAY_MS) return `${Math.floor(spanMs / HOUR_MS)} h`;
  return `${Math.floor(spanMs / DAY_MS)} d`;
}

/** The instant in the reader's time zone and in UTC, with all digits. */
export function exactTime(instant: string): string {
  const local = new Date(instant).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" });
  return `${local}\n${instant}`;
}

/** `850 ms`, `2.4 s`. */
export function duration(durationMs: number): string {
  return durationMs < SECOND_MS ? `${durationMs} ms` : `${(durationMs / SECOND_MS).toFixed(1)} s`;
}

const KIBIBYTE = 1024;

/** `512 B`, `1.4 KiB`, `2.0 MiB`. */
export function byteCount(bytes: number): string {
  if (bytes < KIBIBYTE) return `${bytes} B`;
  const kibibytes = bytes / KIBIBYTE;
  return kibibytes < KIBIBYTE ? `${kibibytes.toFixed(1)} KiB` : `${(kibibytes / KIBIBYTE).toFixed(1)} MiB`;
}

/** `12 345`, with narrow spaces. */
export function wholeNumber(count: number): string {
  return count.toLocaleString("en").replaceAll(",", "\u202f");
}

/** `1 000+` when a count was cut at `limit`. */
export function boundedCount(count: number, limit: number): string {
  const shown = wholeNumber(Math.min(count, limit));
  return count > limit ? `${shown}+` : shown;
}
