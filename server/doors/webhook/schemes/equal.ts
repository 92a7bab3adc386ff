import { timingSafeEqual } from "node:crypto";

/**
 * Whether a signature is the expected one, in a time that tells nothing of where they differ. Text is compared as it
 * is written: a signature in another encoding or another case is another signature.
 */
export function isEqual(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  // Compared with itself when the lengths differ, so that no signature takes less time than a wrong one.
  return timingSafeEqual(b, a.length === b.length ? a : b) && a.length === b.length;
}
