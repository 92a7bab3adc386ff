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
  readonly #waiting = new Map<string, (settled: true) => void>();
  #asking = false;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** @returns whether the receipt was processed within the time */
  async wait(receiptId: string, timeoutMs: number): Promise<boolean> {
    const settled = new Promise<true>((resolve) => this.#waiting.set(receiptId, resolve));
    const timer = new AbortController();
    if (!this.#asking) void this.#ask();
    const late = sleep(timeoutMs, false, { signal: timer.signal }).catch(() => false);
    const outcome = await Promise.race([settled, late]);
    timer.abort();
    this.#waiting.delete(receiptId);
    return outcome;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#waiting.size > 0) {
      await sleep(ASK_EVERY_MS);
      for (const id of await this.#settled()) this.#waiting.get(id)?.(true);
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
