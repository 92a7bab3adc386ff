import type { Refusal } from "#schemas/receipt.ts";
import type { Ctx } from "#server/services/context.ts";

/** What a door found out about a request. Every request leaves a receipt of this, refused ones too. */
export interface Examination {
  readonly sourceId: string | null;
  /** The key that the request names or authenticates as, known or not. */
  readonly sourceKey: string;
  /** Null when it was not read: it is too large, or there was no reason to. */
  readonly body: Uint8Array | null;
  readonly bodyBytes: number;
  readonly verdict: Verdict;
}

export type Verdict =
  | { readonly outcome: "accepted" }
  | {
      readonly outcome: "refused";
      readonly status: RefusedStatus;
      /** `quarantined`: it may be genuine, and is kept with its body until somebody looks; `rejected`: nothing can come of it. */
      readonly disposition: "rejected" | "quarantined";
      readonly refusal: Refusal;
    };

type RefusedStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415;

/** A request as doors see it. */
export interface Inbound {
  readonly id: string;
  readonly receivedAt: Date;
  readonly request: Request;
  /** Without the query: people put keys there. */
  readonly path: string;
  /** By lower-case name, credentials redacted: what the receipt keeps and what decoding reads. */
  readonly headers: Readonly<Record<string, string>>;
  readonly remoteAddress: string | null;
}

/** A protocol's entrance: looks at a request, and at bytes before anything parses them. Changes nothing. */
export interface Door {
  readonly name: "webhook" | "rest";
  readonly methods: readonly string[];
  /** The key of the source that a request is filed under when nothing but its path was looked at. */
  keyOf(inbound: Inbound): string;
  examine(ctx: Ctx, inbound: Inbound): Promise<Examination>;
}

export const ACCEPTED: Verdict = { outcome: "accepted" };

export function rejected(status: RefusedStatus, refusal: Refusal): Verdict {
  return { outcome: "refused", status, disposition: "rejected", refusal };
}

export function quarantined(refusal: Refusal): Verdict {
  return { outcome: "refused", status: 401, disposition: "quarantined", refusal };
}
