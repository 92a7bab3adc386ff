import type { VerificationSettings } from "#schemas/verification-settings.ts";

/** A request as a scheme sees it. */
export interface SignedRequest {
  readonly method: string;
  /** As the sender addressed it, with its query: the public URL, or the one that the source names. */
  readonly url: string;
  readonly headers: Headers;
  /** The bytes that were sent. */
  readonly body: Uint8Array;
}

/** What a request says of its own origin, before anything is believed. */
export interface Claim {
  /** When the sender signed, in milliseconds since 1970; null where the scheme signs no time. */
  readonly signedAtMs: number | null;
  /** The signature is for no earlier time, where the sender says so. */
  readonly notBeforeMs?: number;
  /** The signature is for no later time, where the sender says so. */
  readonly expiresAtMs?: number;
  /**
   * Whether one of the request's signatures is right with this secret. Constant time for a wrong signature, false
   * for a secret that is none of this scheme's, and never throws.
   */
  matches(secret: string): boolean;
}

export type Reading =
  | { readonly outcome: "claims"; readonly claim: Claim }
  /** There is no signature at all. `message` names what was looked for. */
  | { readonly outcome: "missing"; readonly message: string }
  /** What is there cannot be a signature of this scheme. */
  | { readonly outcome: "malformed"; readonly message: string };

/** What a scheme may use beside the request. */
export interface SchemeTools {
  /**
   * Gets a small text, such as a certificate, from a public address; null when there is none at that address: its host
   * does not exist, or says so.
   *
   * @throws when it cannot be had now, and may be later
   */
  fetchText(url: URL): Promise<string | null>;
}

/** An answer that a provider insists on before it sends events: no event comes of such a request. */
export interface Handshake {
  readonly status: 200 | 204 | 401 | 403;
  readonly contentType: string;
  readonly body: string;
}

/** How one provider, or one standard, proves who sent a request. One file each; one contract test for all of them. */
export interface Scheme {
  /** Proves nothing by itself and has no secrets: the source's allowed addresses must do. */
  readonly anonymous?: boolean;
  /** The credential says who sends, and nothing of the body: it is the same in every request. */
  readonly signsNothing?: boolean;
  /** Methods that only a challenge comes with. */
  readonly challengeMethods?: readonly string[];
  /** Whether the signature covers the URL, so that the query must be kept to verify the request again. */
  signsUrl?(settings: VerificationSettings): boolean;
  /** Lower-case names of headers that carry the credential itself, besides those that no receipt ever keeps. */
  credentialHeaders?(settings: VerificationSettings): readonly string[];
  /** Why a text cannot be one of this scheme's secrets, in a sentence for who pasted it; null when it can. */
  secretFault?(secret: string): string | null;
  /**
   * Why a request is for none of the secrets, or null. Asked before `read`, of schemes that fetch something there:
   * nothing is fetched for strangers.
   */
  misdirected?(request: SignedRequest, secrets: readonly string[]): string | null;
  /** Reads the claim: bounded work, whatever was sent. Rejects only when a tool does: that is a 503, not a 401. */
  read(
    request: SignedRequest,
    settings: VerificationSettings,
    tools: SchemeTools,
  ): Reading | Promise<Reading>;
  /** Answers a question that comes unsigned and is no event, or null. Asked before `read`, with the secrets that are valid. */
  challenge?(request: SignedRequest, secrets: readonly string[]): Handshake | null;
  /** Answers a question that came verified and is no event, or null. `secret` is the one that it was verified with. */
  handshake?(
    request: SignedRequest,
    secret: string,
    tools: SchemeTools,
  ): Handshake | null | Promise<Handshake | null>;
}

/** A scheme's answers, for `read`. */
export function claims(claim: Claim): Reading {
  return { outcome: "claims", claim };
}

export function missing(message: string): Reading {
  return { outcome: "missing", message };
}

export function malformed(message: string): Reading {
  return { outcome: "malformed", message };
}
