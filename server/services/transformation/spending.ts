/** Time that a source may use at once, in milliseconds: three expressions that run until they are ended. */
export const ALLOWANCE_MS = 6_000;

/** A fifth of one process: what a source gets back for each millisecond that passes. */
const REFILL_MS_PER_MS = 0.2;

/** An expression this quick is nobody's burden, however often it runs. */
const FREE_MS = 10;

/** What an evaluation costs its source, in milliseconds. */
export function chargeOf(tookMs: number): number {
  return tookMs <= FREE_MS ? 0 : tookMs;
}

interface Account {
  leftMs: number;
  atMs: number;
  isSpent: boolean;
}

/**
 * What each source spends on slow transformations. A source that spent its allowance has its receipts wait, pending,
 * until all of it is back: with an expression that runs into its deadline for every event, the few processes that
 * evaluate, and the jobs that wait for them, would otherwise be busy with that source alone. All of it, since a request
 * of many events that is begun with little would only be begun again and again.
 */
export class Spending {
  readonly #accounts = new Map<string, Account>();

  /** @param nowMs any clock that only goes forward */
  isSpent(sourceId: string, nowMs: number): boolean {
    return this.#refilled(sourceId, nowMs)?.isSpent ?? false;
  }

  /** What is not back yet, in milliseconds. */
  spentMs(sourceId: string, nowMs: number): number {
    const account = this.#refilled(sourceId, nowMs);
    return account === undefined ? 0 : ALLOWANCE_MS - account.leftMs;
  }

  charge(sourceId: string, tookMs: number, nowMs: number): void {
    const costMs = chargeOf(tookMs);
    if (costMs === 0) return;
    const account = this.#refilled(sourceId, nowMs) ?? { leftMs: ALLOWANCE_MS, atMs: nowMs, isSpent: false };
    account.leftMs -= costMs;
    account.isSpent ||= account.leftMs <= 0;
    this.#accounts.set(sourceId, account);
  }

  /** Undefined: the source owes nothing. */
  #refilled(sourceId: string, nowMs: number): Account | undefined {
    const account = this.#accounts.get(sourceId);
    if (account === undefined) return undefined;
    account.leftMs += (nowMs - account.atMs) * REFILL_MS_PER_MS;
    account.atMs = nowMs;
    if (account.leftMs < ALLOWANCE_MS) return account;
    this.#accounts.delete(sourceId);
    return undefined;
  }
}
