import type { Preset } from "#schemas/preset.ts";
import type { Refusal } from "#schemas/receipt.ts";
import type { Source } from "../sources/directory.ts";

/** A request as its receipt keeps it. */
export interface KeptRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  /** Credentials redacted. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly receivedAt: Date;
}

export type RequestVerification =
  /** It comes from who it says it does, and may hold events. */
  | { readonly outcome: "genuine" }
  /** Genuine as well, and a question of the provider's own: there is no event in it. */
  | { readonly outcome: "handshake" }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/** Verifies kept requests as the webhook door verified them when they came. Made of the doors' schemes by server/runtime. */
export interface RequestVerifier {
  /**
   * A question that wants to be confirmed elsewhere, as Amazon SNS has them, is confirmed.
   *
   * @param options `trust`: take it as genuine, and only look whether it is a question
   * @throws when something that is needed cannot be had, such as the sender's certificate
   */
  verify(
    source: Source,
    request: KeptRequest,
    options: { readonly trust: boolean },
  ): Promise<RequestVerification>;
  /** Why a text cannot be a secret of the preset's, in a sentence for who pasted it; null when it can. */
  secretFault(preset: Preset, secret: string): string | null;
}
