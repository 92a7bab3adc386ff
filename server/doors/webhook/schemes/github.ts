import { createHmac, timingSafeEqual } from "node:crypto";
import type { Scheme } from "./scheme.ts";

const PREFIX = "sha256=";

/**
 * GitHub: `x-hub-signature-256: sha256=<hex HMAC-SHA256 of the body>` (docs.github.com, "Validating webhook
 * deliveries"). It signs no time, so a replay is told by its delivery id.
 */
export const verifyGithub: Scheme = ({ headers, body, secret }) => {
  const expected = Buffer.from(PREFIX + createHmac("sha256", secret).update(body).digest("hex"));
  const header = headers.get("x-hub-signature-256");
  const given = Buffer.from(header ?? "");
  // Compared with itself when the lengths differ, so that no header takes less time than a wrong one.
  const isEqual = timingSafeEqual(expected, given.length === expected.length ? given : expected);
  if (isEqual && given.length === expected.length) return { outcome: "verified" };
  return { outcome: "unverified", reason: header === null ? "missing_signature" : "bad_signature" };
};
