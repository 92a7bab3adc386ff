import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "#db/client.ts";
import { settledReceiptIds } from "#db/queries/receipt-outcomes.ts";

/** Processing takes some ten milliseconds: shorter intervals would only ask more. */
const ASK_EVERY_MS = 25;

/**
 * Waits for receipts to be processed, for publishers that prefer to. However many wait, the database is asked one
 * question at a time, and none when nobody waits.
 */
export class Settlements {
  readonly #sql: Sql;
  readonly #waiting = new Map<string, Set<() => void>>();
  #asking = false;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @returns whether the receipt was processed within the time */
  async wait(receiptId: string, timeoutMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const settled = () => resolve(true);
    const late = setTimeout(() => resolve(false), timeoutMs);
    this.#add(receiptId, settled);
    if (!this.#asking) void this.#ask();
    const outcome = await promise;
    clearTimeout(late);
    this.#remove(receiptId, settled);
    return outcome;
  }

  /** Several may wait for one receipt: a request that was sent again with its Idempotency-Key does. */
  #add(receiptId: string, settled: () => void): void {
    const others = this.#waiting.get(receiptId);
    if (others) others.add(settled);
    else this.#waiting.set(receiptId, new Set([settled]));
  }

  #remove(receiptId: string, settled: () => void): void {
    const waiting = this.#waiting.get(receiptId);
    waiting?.delete(settled);
    if (waiting?.size === 0) this.#waiting.delete(receiptId);
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#waiting.size > 0) {
      await sleep(ASK_EVERY_MS);
      for (const id of await this.#settled()) {
        for (const settled of this.#waiting.get(id) ?? []) settled();
      }
    }
    this.#asking = false;
  }

  /** A database that is away settles nothing: who waits gets the answer of one that was not waited for. */
  async #settled(): Promise<readonly string[]> {
    try {
      return await settledReceiptIds(this.#sql, [...this.#waiting.keys()]);
    } catch {
      return [];
    }
  }
}
