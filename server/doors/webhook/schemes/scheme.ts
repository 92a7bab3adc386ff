/** Whether a request was signed with the source's secret. The reason is for the receipt; the sender gets one answer for both. */
export type Verification =
  | { readonly outcome: "verified" }
  | { readonly outcome: "unverified"; readonly reason: "missing_signature" | "bad_signature" };

/** Checks a signature over raw bytes, before anything else reads them. Constant time, whatever is wrong. */
export type Scheme = (input: {
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly secret: string;
}) => Verification;
