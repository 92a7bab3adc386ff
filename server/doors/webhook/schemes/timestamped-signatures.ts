import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { MAX_SIGNATURES } from "./limits.ts";
import { type Claim, claims, malformed, type Reading } from "./scheme.ts";
import { readUnixSeconds } from "./unix-time.ts";

/** How a provider writes a header such as `t=1700000000,v1=<hex>,v1=<hex>`, and what it signs. */
export interface TimestampedForm {
  readonly header: string;
  /** Between the header's parts. */
  readonly separator: string;
  /** The part with the time, in Unix seconds. */
  readonly timestamp: string;
  /** The part with a signature; there are several of them while a secret is rotated. */
  readonly signature: string;
  /** Between the time and the body in what is signed: `<time><delimiter><body>`, HMAC-SHA256, hexadecimal. */
  readonly delimiter: string;
}

const SIGNATURE = /^[0-9a-f]{64}$/;

/** Reads such a header's value. The parts' order does not matter, and parts of other names are passed over. */
export function readTimestampedSignatures(value: string, body: Uint8Array, form: TimestampedForm): Reading {
  const parts = value.split(form.separator).map((part) => part.trim());
  const [timestamp, ...others] = valuesOf(parts, form.timestamp);
  const signatures = valuesOf(parts, form.signature).slice(0, MAX_SIGNATURES);
  const signedAtMs = timestamp === undefined || others.length > 0 ? null : readUnixSeconds(timestamp);
  const isReadable = signatures.length > 0 && signatures.every((signature) => SIGNATURE.test(signature));
  if (timestamp === undefined || signedAtMs === null || !isReadable) {
    return malformed(
      `The ${form.header} header has not the form ${form.timestamp}=<Unix seconds>${form.separator}${form.signature}=<64 hexadecimal digits>.`,
    );
  }
  const matches: Claim["matches"] = (secret) => {
    const expected = hmacDigest("sha256", secret, "hex", timestamp, form.delimiter, body);
    return signatures.some((signature) => isEqual(signature, expected));
  };
  return claims({ signedAtMs, matches });
}

function valuesOf(parts: readonly string[], name: string): string[] {
  return parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1));
}
