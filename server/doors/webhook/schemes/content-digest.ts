import { createHash } from "node:crypto";
import { type Dictionary, parseDictionary } from "structured-headers";
import { isEqual } from "./equal.ts";

/** The algorithms that RFC 9530 (section 5) holds to be safe, and what Node calls them. */
const HASHES = [
  ["sha-256", "sha256"],
  ["sha-512", "sha512"],
] as const;

/** Whether a Content-Digest (RFC 9530, section 2) is that of the body: every digest of a safe algorithm, and one at least. */
export function isDigestOf(contentDigest: string, body: Uint8Array): boolean {
  const digests = readDictionary(contentDigest);
  const safe = HASHES.filter(([name]) => digests?.has(name));
  return (
    safe.length > 0 &&
    safe.every(([name, hash]) => {
      const digest = digests?.get(name)?.[0];
      return (
        digest instanceof ArrayBuffer &&
        isEqual(new Uint8Array(digest), createHash(hash).update(body).digest())
      );
    })
  );
}

/** A dictionary of structured fields (RFC 9651, section 3.2); null when it is none. */
export function readDictionary(header: string): Dictionary | null {
  try {
    return parseDictionary(header);
  } catch {
    return null;
  }
}
