import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { claims, malformed, missing, type Reading, type SignedRequest } from "./scheme.ts";
import { readUnixSeconds } from "./unix-time.ts";

/** Where a provider puts a signature `v0=<hex>` of `v0:<time>:<body>`, and the time. */
export interface VersionedHeaders {
  readonly signature: string;
  /** Unix seconds. */
  readonly timestamp: string;
}

/** Reads a signature of version 0 as Slack brought it up and Zoom took it over: HMAC-SHA256 in hexadecimal. */
export function readVersionedSignature({ headers, body }: SignedRequest, names: VersionedHeaders): Reading {
  const given = headers.get(names.signature);
  if (given === null) return missing(`There is no ${names.signature} header.`);
  const timestamp = headers.get(names.timestamp) ?? "";
  const signedAtMs = readUnixSeconds(timestamp);
  if (signedAtMs === null) return malformed(`The ${names.timestamp} header is no time in Unix seconds.`);
  return claims({
    signedAtMs,
    matches: (secret) =>
      isEqual(given, `v0=${hmacDigest("sha256", secret, "hex", `v0:${timestamp}:`, body)}`),
  });
}
