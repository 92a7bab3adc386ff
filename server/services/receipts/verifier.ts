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

/** Verifies kept requests as the webhook door verified them when they came. Made of the doors' schemes by server/runtime. */
export interface RequestVerifier {
  /** @returns the refusal, or null when the request is genuine */
  verify(source: Source, request: KeptRequest): Promise<Refusal | null>;
}
