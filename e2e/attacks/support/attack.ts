import type { ProblemName } from "#schemas/problem.ts";
import type { ItemOutcome, ReceiptOutcome, RefusalReason } from "#schemas/receipt.ts";
import type { AttackSite } from "./attack-site.ts";
import type { RawRequest } from "./http.ts";

/** One bad request, and what it gets. */
export interface Attack {
  readonly title: string;
  /** Makes the request anew for each try, with ids that nobody used before. */
  readonly request: (site: AttackSite) => RawRequest;
  readonly expected: Expected;
  /** For how long the event loop may work on the whole answer, in milliseconds, where that must be little. */
  readonly withinMs?: number;
}

export type Expected = Refused | Held | Settled | Unread;

/** An RFC 9457 problem, and a receipt without events. */
export interface Refused {
  readonly outcome: "refused";
  readonly status: number;
  readonly problem: ProblemName;
  readonly pointer?: string;
  /** What the receipt says. */
  readonly reason: RefusalReason;
  readonly disposition: Extract<ReceiptOutcome, "rejected" | "quarantined">;
  /** Nothing of the body may be kept. */
  readonly keepsNoBody?: boolean;
}

/** 202, since the sender did its part, and nothing is stored until somebody mends the source's mapping. */
export interface Held {
  readonly outcome: "held";
  readonly reason: RefusalReason;
}

/** 202, and then what becomes of the request's items. */
export interface Settled {
  readonly outcome: "settled";
  readonly items: Partial<Record<ItemOutcome, number>>;
  /** JSON text that the first event's payload is read back as. */
  readonly payload?: string;
}

/** What the HTTP parser refuses before any door sees it: there is no receipt. */
export interface Unread {
  readonly outcome: "unread";
  readonly statuses: readonly number[];
}

export function refused(
  status: number,
  reason: RefusalReason,
  more: Pick<Refused, "pointer" | "keepsNoBody"> = {},
): Refused {
  return { outcome: "refused", status, problem: reason, reason, disposition: "rejected", ...more };
}

/** The one answer to whoever cannot be verified; the receipt alone knows why. */
export function unverified(reason: RefusalReason): Refused {
  return { outcome: "refused", status: 401, problem: "unverified", reason, disposition: "quarantined" };
}

/** As {@link unverified}, of a request whose body is not looked at: there is nothing to keep. */
export function unauthenticated(reason: RefusalReason): Refused {
  return { ...unverified(reason), disposition: "rejected", keepsNoBody: true };
}

export const HELD: Held = { outcome: "held", reason: "missing_mapping" };

export function settled(items: Settled["items"], payload?: string): Settled {
  return payload === undefined ? { outcome: "settled", items } : { outcome: "settled", items, payload };
}

/** Accepted and stored, unharmed and harmless. */
export const STORED = settled({ stored: 1 });
