import { createHmac } from "node:crypto";

/**
 * An HMAC (RFC 2104) over the parts, one after the other; a text counts as its UTF-8.
 *
 * @returns hexadecimal in lower case, base64 with padding, base64url without
 */
export function hmacDigest(
  algorithm: "sha1" | "sha256" | "sha512",
  key: string | Uint8Array,
  encoding: "hex" | "base64" | "base64url",
  ...parts: readonly (string | Uint8Array)[]
): string {
  const digest = createHmac(algorithm, key);
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
}
