import type { ReceiptRow } from "#db/queries/receipts.ts";

/**
 * Refused requests of one source and reason that have receipts of their own at once; what comes beyond them is
 * counted. Enough to look at, however they differ.
 */
const OWN_RECEIPTS = 20;

/** How fast that fills again. Nothing can come of a rejected request, so a steady stream shows one a second. */
const REJECTED_PER_SECOND = 1;

/** What nobody could verify may be genuine, and only a receipt of its own keeps the body. */
const QUARANTINED_PER_SECOND = 10;

/**
 * Sources and reasons that are watched at once. Strangers cannot make more of them, since requests that no source
 * is known for share one; beyond it, which takes hundreds of sources that refuse in every way, nothing is counted
 * together.
 */
const MAX_BUDGETS = 5_000;

/** Stands for the key of requests that name several sources, none of which exists. No source can have it. */
export const SEVERAL_KEYS = "*";

/** What is counted of a refused request. */
export type RefusedRequest = Pick<
  ReceiptRow,
  | "id"
  | "receivedAt"
  | "door"
  | "sourceId"
  | "sourceKey"
  | "method"
  | "path"
  | "status"
  | "outcome"
  | "reason"
>;

/** Requests that were refused for the same reason and share one receipt. */
export interface CountedRefusals {
  /** The first of them, whose id is the receipt's. */
  readonly first: RefusedRequest;
  /** The key that all of them named, or SEVERAL_KEYS. */
  readonly sourceKey: string;
  readonly requests: number;
}

export type RefusalAdmission =
  /** Write its receipt. */
  | { readonly outcome: "own_receipt" }
  /** It is counted: the receipt with this id will stand for it within a second. */
  | { readonly outcome: "counted"; readonly receiptId: string };

interface Budget {
  tokens: number;
  filledMs: number;
  readonly perSecond: number;
  counted: CountedRefusals | null;
}

/**
 * Keeps a flood of refused requests from becoming a flood of rows, and loses none: what has no receipt of its own
 * is counted, in a receipt that stands for many. The sum of `requests` over receipts is the number of requests that
 * were answered. A process that is killed loses what it counted since the last second.
 *
 * Memory is bounded by what is configured, not by what is sent.
 */
export class RefusalBudget {
  readonly #budgets = new Map<string, Budget>();

  /** @param nowMs of a clock that only goes forward */
  admit(refused: RefusedRequest, nowMs: number): RefusalAdmission {
    const budget = this.#budgetOf(refused, nowMs);
    if (budget === null) return { outcome: "own_receipt" };
    refill(budget, nowMs);
    if (budget.tokens >= 1) {
      budget.tokens -= 1;
      return { outcome: "own_receipt" };
    }
    budget.counted = count(budget.counted, refused);
    return { outcome: "counted", receiptId: budget.counted.first.id };
  }

  /** What was counted since the last call, to be written; budgets that have filled again are forgotten. */
  takeCounted(nowMs: number): CountedRefusals[] {
    const taken: CountedRefusals[] = [];
    for (const [key, budget] of this.#budgets) {
      if (budget.counted) taken.push(budget.counted);
      budget.counted = null;
      refill(budget, nowMs);
      if (budget.tokens >= OWN_RECEIPTS) this.#budgets.delete(key);
    }
    return taken;
  }

  /** Counts what could not be written once more, together with what has come since. */
  giveBack(counted: CountedRefusals, nowMs: number): void {
    const budget = this.#budgetOf(counted.first, nowMs) ?? this.#open(counted.first, nowMs);
    const since = budget.counted;
    budget.counted = {
      first: counted.first,
      sourceKey: !since || since.sourceKey === counted.sourceKey ? counted.sourceKey : SEVERAL_KEYS,
      requests: counted.requests + (since?.requests ?? 0),
    };
  }

  #budgetOf(refused: RefusedRequest, nowMs: number): Budget | null {
    const known = this.#budgets.get(budgetKey(refused));
    if (known) return known;
    return this.#budgets.size < MAX_BUDGETS ? this.#open(refused, nowMs) : null;
  }

  #open(refused: RefusedRequest, nowMs: number): Budget {
    const perSecond = refused.outcome === "quarantined" ? QUARANTINED_PER_SECOND : REJECTED_PER_SECOND;
    const budget: Budget = { tokens: OWN_RECEIPTS, filledMs: nowMs, perSecond, counted: null };
    this.#budgets.set(budgetKey(refused), budget);
    return budget;
  }
}

/** Strangers choose keys that no source has: they share a budget, or each new key would have one of its own. */
function budgetKey({ door, sourceId, status, outcome, reason }: RefusedRequest): string {
  return [door, sourceId ?? "", status, outcome, reason ?? ""].join(" ");
}

function refill(budget: Budget, nowMs: number): void {
  const gained = (Math.max(0, nowMs - budget.filledMs) / 1_000) * budget.perSecond;
  budget.tokens = Math.min(OWN_RECEIPTS, budget.tokens + gained);
  budget.filledMs = nowMs;
}

function count(counted: CountedRefusals | null, refused: RefusedRequest): CountedRefusals {
  if (counted === null) return { first: refused, sourceKey: refused.sourceKey, requests: 1 };
  const sourceKey = counted.sourceKey === refused.sourceKey ? counted.sourceKey : SEVERAL_KEYS;
  return { first: counted.first, sourceKey, requests: counted.requests + 1 };
}
