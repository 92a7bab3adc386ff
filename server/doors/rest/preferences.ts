/** Longer than any healthy installation needs, and shorter than what proxies put up with. */
const MAX_WAIT_SECONDS = 30;

/**
 * The seconds of `Prefer: wait=N` (RFC 7240, section 4.3), at most 30; null without one. What cannot be read is no
 * preference, never an error (section 2).
 */
export function waitPreference(headers: Headers): number | null {
  for (const preference of (headers.get("prefer") ?? "").split(",")) {
    const match = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(;|$)/i.exec(preference);
    if (match?.[1] !== undefined) return Math.min(Number(match[1]), MAX_WAIT_SECONDS);
  }
  return null;
}
