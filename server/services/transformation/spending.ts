/** Time that a source may use at once, in milliseconds: three expressions that run until they are ended. */
const ALLOWANCE_MS = 6_000;

/** A fifth of one process: what a source gets back for each millisecond that passes. */
const REFILL_MS_PER_MS = 0.2;

/** An expression this quick is nobody's burden, however often it runs. */
const FREE_MS = 10;

interface Account {
  leftMs: number;
  atMs: number;
}

/**
 * What each source spends on slow transformations. A source that spent its allowance has its receipts wait, pending,
 * until some of it is back: with an expression that runs into its deadline for every event, the few processes that
 * evaluate, and the jobs that wait for them, would otherwise be busy with that source alone.
 */
export class Spending {
  readonly #accounts = new Map<string, Account>();

  /** @param nowMs any clock that only goes forward */
  isSpent(sourceId: string, nowMs: number): boolean {
    const account = this.#accounts.get(sourceId);
    if (account === undefined) return false;
    refill(account, nowMs);
    if (account.leftMs >= ALLOWANCE_MS) this.#accounts.delete(sourceId);
    return account.leftMs <= 0;
  }

  charge(sourceId: string, tookMs: number, nowMs: number): void {
    if (tookMs <= FREE_MS) return;
    const account = this.#accounts.get(sourceId) ?? { leftMs: ALLOWANCE_MS, atMs: nowMs };
    refill(account, nowMs);
    account.leftMs -= tookMs;
    this.#accounts.set(sourceId, account);
  }
}

function refill(account: Account, nowMs: number): void {
  const back = (nowMs - account.atMs) * REFILL_MS_PER_MS;
  account.leftMs = Math.min(ALLOWANCE_MS, account.leftMs + back);
  account.atMs = nowMs;
}
