import { readUnixMilliseconds, readUnixSeconds } from "./unix-time.ts";

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;

/** A time as senders write it, Unix seconds, Unix milliseconds or RFC 3339, in milliseconds since 1970. NaN for all else. */
export function readTimestampMs(text: string): number {
  return (
    readUnixSeconds(text) ??
    readUnixMilliseconds(text) ??
    (RFC_3339.test(text) ? Date.parse(text) : Number.NaN)
  );
}
