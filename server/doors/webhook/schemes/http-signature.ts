import { type InnerList, type Item, isInnerList } from "structured-headers";
import type { VerificationSettings } from "#schemas/verification-settings.ts";
import { isDigestOf, readDictionary } from "./content-digest.ts";
import { readHttpSignatureKey } from "./http-signature-key.ts";
import { MAX_SIGNATURES } from "./limits.ts";
import { type Claim, claims, malformed, missing, type Scheme, type SignedRequest } from "./scheme.ts";
import { createSignatureBase } from "./signature-base.ts";

const MS_PER_SECOND = 1000;

/** It ties the signature to the body: without it, a signature would be right for any. */
const CONTENT_DIGEST = "content-digest";

interface Candidate {
  readonly outcome: "candidate";
  readonly signed: Buffer;
  readonly signature: Uint8Array;
  readonly algorithm: string | undefined;
  readonly createdMs: number;
  readonly expiresMs: number;
}

type Reading = Candidate | { readonly outcome: "unusable"; readonly message: string };

/**
 * HTTP Message Signatures: `Signature-Input` and `Signature` (RFC 9421, section 4), which must cover a
 * `Content-Digest` (RFC 9530) that is the body's, and whatever else the source requires. `created` is needed: without
 * it a signature would be good for ever. Signatures that cover too little are passed over, as those of proxies may.
 */
export const httpSignature: Scheme = {
  signsUrl: () => true,
  secretFault: (secret) =>
    readHttpSignatureKey(secret)?.algorithms.length
      ? null
      : "This begins like a key and is none that can verify. Paste a public key as PEM (BEGIN PUBLIC KEY) or one JSON Web Key: Ed25519, ECDSA on P-256 or P-384, or RSA of 2048 bits at least.",
  read(request, settings) {
    const [input, given] = [request.headers.get("signature-input"), request.headers.get("signature")];
    if (!input || !given) return missing("There is no Signature with its Signature-Input.");
    const [inputs, signatures] = [readDictionary(input), readDictionary(given)];
    if (!inputs || !signatures) return malformed("Signature or Signature-Input is no dictionary (RFC 9651).");
    const readings = [...inputs]
      .slice(0, MAX_SIGNATURES)
      .map(([label, covered]) => readSignature(request, settings, covered, signatures.get(label)));
    const candidates = readings.filter((reading) => reading.outcome === "candidate");
    const [first] = readings.filter((reading) => reading.outcome === "unusable");
    if (candidates.length === 0) return malformed(first?.message ?? "Signature-Input names no signature.");
    return claims(toClaim(candidates, isDigestOf(request.headers.get(CONTENT_DIGEST) ?? "", request.body)));
  },
};

function readSignature(
  request: SignedRequest,
  { requiredComponents = [] }: VerificationSettings,
  covered: Item | InnerList,
  signature: Item | InnerList | undefined,
): Reading {
  const bytes = signature?.[0];
  if (!isInnerList(covered) || !(bytes instanceof ArrayBuffer)) {
    return unusable("Signature-Input has a name without a list of components, or without its signature.");
  }
  const [components, parameters] = covered;
  const uncovered = [CONTENT_DIGEST, ...requiredComponents].find((name) => !isCovered(components, name));
  if (uncovered !== undefined) return unusable(`The signature does not cover ${uncovered}.`);
  const [created, expires, algorithm] = ["created", "expires", "alg"].map((name) => parameters.get(name));
  if (!Number.isInteger(created)) return unusable("The signature does not say when it was made (created).");
  if (expires !== undefined && !Number.isInteger(expires))
    return unusable("The signature's expires is no time.");
  if (algorithm !== undefined && typeof algorithm !== "string")
    return unusable("The signature's alg is no text.");
  const base = createSignatureBase(request, covered);
  if (base.outcome === "unreadable") return unusable(base.message);
  return {
    outcome: "candidate",
    signed: base.bytes,
    signature: new Uint8Array(bytes),
    algorithm,
    createdMs: Number(created) * MS_PER_SECOND,
    expiresMs: expires === undefined ? Number.POSITIVE_INFINITY : Number(expires) * MS_PER_SECOND,
  };
}

/** By name, and without parameters: those would cover another part. */
function isCovered(components: readonly Item[], name: string): boolean {
  return components.some(([known, parameters]) => known === name.toLowerCase() && parameters.size === 0);
}

/** Which signature is right is known only with a secret: all of them must be in time. */
function toClaim(candidates: readonly Candidate[], isDigestRight: boolean): Claim {
  const createdMs = candidates.map((candidate) => candidate.createdMs);
  return {
    signedAtMs: Math.min(...createdMs),
    notBeforeMs: Math.max(...createdMs),
    expiresAtMs: Math.min(...candidates.map((candidate) => candidate.expiresMs)),
    matches: (secret) => isDigestRight && candidates.some((candidate) => isSigned(candidate, secret)),
  };
}

function isSigned({ signed, signature, algorithm }: Candidate, secret: string): boolean {
  const read = readHttpSignatureKey(secret);
  if (read === null) return false;
  return read.algorithms.some(
    ({ name, verify }) => (algorithm ?? name) === name && verify(signed, read.key, signature),
  );
}

function unusable(message: string): Reading {
  return { outcome: "unusable", message };
}
