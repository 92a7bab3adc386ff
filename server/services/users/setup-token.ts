import { createHmac, timingSafeEqual } from "node:crypto";

/** The token of the one-time set-up link: base64url of HMAC-SHA256(installation secret, "setup"). */
export function setUpToken(installationSecret: string): string {
  return createHmac("sha256", installationSecret).update("setup").digest("base64url");
}

export function isSetUpToken(installationSecret: string, given: string): boolean {
  const expected = Buffer.from(setUpToken(installationSecret));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
