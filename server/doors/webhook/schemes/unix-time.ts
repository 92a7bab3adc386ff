const MS_PER_SECOND = 1000;

/**
 * The time that a sender signed, written in Unix seconds. Exactly ten digits, good until 2286: providers put it right
 * before or behind what else they sign, and no digit may change sides.
 *
 * @returns milliseconds since 1970, or null when it is written otherwise
 */
export function readUnixSeconds(text: string): number | null {
  return /^\d{10}$/.test(text) ? Number(text) * MS_PER_SECOND : null;
}

/** As `readUnixSeconds`, for those who write milliseconds: thirteen digits. */
export function readUnixMilliseconds(text: string): number | null {
  return /^\d{13}$/.test(text) ? Number(text) : null;
}
