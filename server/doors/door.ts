import type { Refusal } from "#schemas/receipt.ts";
import type { Ctx } from "#server/services/context.ts";
import type { IdempotencyClaim } from "#server/services/receipts/write.ts";
import type { BodyShare } from "./body-memory.ts";

/** What a door found out about a request. Every request leaves a receipt of this, refused ones too. */
export interface Examination {
  readonly sourceId: string | null;
  /** The key that the request names or authenticates as, known or not. */
  readonly sourceKey: string;
  /** By lower-case name, credentials redacted: what the receipt keeps and what decoding reads. */
  readonly headers: Readonly<Record<string, string>>;
  /** Kept where the signature covers it, so that the request can be verified again; null otherwise: people put keys there. */
  readonly query: string | null;
  /** Null when it was not read: it is too large, or there was no reason to. */
  readonly body: Uint8Array | null;
  readonly bodyBytes: number;
  readonly verdict: Verdict;
  /** Headers of the answer, whatever the verdict is. */
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** What the publisher's Idempotency-Key stands for, if there is one. */
  readonly idempotency: IdempotencyClaim | null;
}

export type Verdict =
  /** Its events come next. `reply` answers when the receipt is committed. */
  | { readonly outcome: "accepted"; readonly reply: Reply }
  /** Genuine, and not readable as the source is configured: kept until somebody mends that. The sender did its part. */
  | { readonly outcome: "held"; readonly refusal: Refusal; readonly reply: Reply }
  /** A handshake: there is no event in it. */
  | { readonly outcome: "answered"; readonly status: number; readonly reply: Reply }
  | Refused;

export interface Refused {
  readonly outcome: "refused";
  readonly status: RefusedStatus;
  /** `quarantined`: it may be genuine, and is kept with its body until somebody looks; `rejected`: nothing can come of it. */
  readonly disposition: "rejected" | "quarantined";
  readonly refusal: Refusal;
}

export type Reply = (receiptId: string) => Response | Promise<Response>;

export type RefusedStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 422 | 429;

/** A request as doors see it. */
export interface Inbound {
  readonly id: string;
  readonly receivedAt: Date;
  readonly request: Request;
  /** Without the query. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly remoteAddress: string | null;
  /** The room for its body. */
  readonly share: BodyShare;
}

/** A protocol's entrance: looks at a request, and at bytes before anything parses them. Changes nothing. */
export interface Door {
  readonly name: "webhook" | "rest";
  examine(ctx: Ctx, inbound: Inbound): Promise<Examination>;
}

export function rejected(status: RefusedStatus, refusal: Refusal): Refused {
  return { outcome: "refused", status, disposition: "rejected", refusal };
}

/** Of a request that nobody could verify. */
export function quarantined(refusal: Refusal): Refused {
  return { outcome: "refused", status: 401, disposition: "quarantined", refusal };
}

/** RFC 9110, section 10.2.1: what else the resource answers. */
export function methodNotAllowed(methods: readonly string[]): Refused {
  const message = `This door answers ${methods.join(", ")}.`;
  return rejected(405, { reason: "method_not_allowed", message });
}

/** `202 {"receiptId"}`: what a sender gets unless its source or its request says otherwise. */
export const replyAccepted: Reply = (receiptId) => Response.json({ receiptId }, { status: 202 });
