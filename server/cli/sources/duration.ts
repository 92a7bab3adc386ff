const SECONDS_OF = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

const DURATION = /^(\d{1,7})(s|m|h|d)?$/;

/** `90m`, `24h`, `7d`, or a number of seconds: in seconds. Null for anything else. */
export function parseDurationSeconds(text: string): number | null {
  const match = DURATION.exec(text);
  if (match?.[1] === undefined) return null;
  const unit = match[2] === "m" || match[2] === "h" || match[2] === "d" ? match[2] : "s";
  return Number(match[1]) * SECONDS_OF[unit];
}
