const TIMESTAMP_HEX_DIGITS = 12;

/** When a row's id was made, in milliseconds since 1970: the first 48 bits of a UUIDv7 (RFC 9562, section 5.7). */
export function arrivalMs(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, TIMESTAMP_HEX_DIGITS), 16);
}

/** The lowest UUIDv7 of a moment: every id that is made then or later is higher. */
export function lowestIdAt(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(TIMESTAMP_HEX_DIGITS, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
