import { decodeBase64url } from "./decode.ts";
import { type JsonObject, readJsonObject } from "./json-object.ts";

/** What a token says, before anything is believed. Times are in seconds since 1970 (RFC 7519, section 2). */
export interface Token {
  readonly algorithm: string;
  readonly keyId: string | undefined;
  readonly signed: Buffer;
  readonly signature: Buffer;
  readonly issuer: string | undefined;
  readonly audiences: readonly unknown[];
  readonly issuedAt: number | undefined;
  readonly notBefore: number | undefined;
  readonly expiresAt: number | undefined;
}

/** Reads a signed token in compact form (RFC 7515, section 7.1; RFC 7519, section 4.1); null when it is none. */
export function readToken(text: string): Token | null {
  const [header = "", payload = "", signature = "", ...more] = text.split(".", 4);
  const [protectedHeader, claims, bytes] = [readPart(header), readPart(payload), decodeBase64url(signature)];
  if (protectedHeader === null || claims === null || bytes === null || more.length > 0) return null;
  const { alg, kid, crit } = protectedHeader;
  // Extensions that a token insists on and nobody here knows (RFC 7515, section 4.1.11).
  if (typeof alg !== "string" || crit !== undefined) return null;
  const { iss, aud = [], iat, nbf, exp } = claims;
  if (!isTime(iat) || !isTime(nbf) || !isTime(exp)) return null;
  return {
    algorithm: alg,
    keyId: typeof kid === "string" ? kid : undefined,
    signed: Buffer.from(`${header}.${payload}`),
    signature: bytes,
    issuer: typeof iss === "string" ? iss : undefined,
    audiences: Array.isArray(aud) ? aud : [aud],
    issuedAt: iat,
    notBefore: nbf,
    expiresAt: exp,
  };
}

function readPart(encoded: string): JsonObject | null {
  const bytes = decodeBase64url(encoded);
  return bytes && readJsonObject(bytes);
}

function isTime(claim: unknown): claim is number | undefined {
  return claim === undefined || (typeof claim === "number" && Number.isFinite(claim));
}
