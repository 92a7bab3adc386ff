import { claimIdempotencyKeys } from "#db/queries/idempotency.ts";
import { insertReceipts, type ReceiptRow as StoredRow } from "#db/queries/receipts.ts";
import type { Ctx } from "../context.ts";
import { GroupCommit } from "../group-commit.ts";
import { createWakeWorkers } from "./wake-workers.ts";

/** An Idempotency-Key, and the SHA-256 of what it was sent with. */
export interface IdempotencyClaim {
  /** The API key that it came with: publishers do not share their Idempotency-Keys. */
  readonly apiKeyId: string;
  readonly key: string;
  readonly fingerprint: Uint8Array;
}

export interface ReceiptRow extends StoredRow {
  /** For an accepted request alone: a refused one leaves the key free. */
  readonly idempotency: IdempotencyClaim | null;
}

/** `key_used`: the request's Idempotency-Key stands for an earlier receipt, and nothing was written. */
export type ReceiptWriting = "written" | "key_used";

export type ReceiptWriter = GroupCommit<ReceiptRow, ReceiptWriting>;

/** A row's own columns besides its body and headers, roughly: for the byte limits of a batch. */
const ROW_OVERHEAD_BYTES = 512;

/** For how long an Idempotency-Key is remembered: longer than any sender tries again by itself. */
export const IDEMPOTENCY_WINDOW_MS = 24 * 60 * 60 * 1000;

/**
 * Makes the writer that all doors of a process share. When a batch has committed, one job tells the workers of
 * all its accepted receipts; the callers do not wait for that.
 */
export function createReceiptWriter(ctx: Pick<Ctx, "db" | "jobs" | "sources" | "clock">): ReceiptWriter {
  const wakeWorkers = createWakeWorkers(ctx);
  return new GroupCommit<ReceiptRow, ReceiptWriting>(
    async (rows) => {
      const written = await write(ctx, rows);
      const pending = rows.filter((row) => row.outcome === "pending" && written.has(row.id));
      if (pending.length > 0) void wakeWorkers(pending);
      return (row) => (written.has(row.id) ? "written" : "key_used");
    },
    (row) => ROW_OVERHEAD_BYTES + row.headers.length + (row.body?.byteLength ?? 0),
  );
}

/** @returns ids of the rows that were written: all but those whose key was used before */
async function write(
  { db, clock }: Pick<Ctx, "db" | "clock">,
  rows: readonly ReceiptRow[],
): Promise<Set<string>> {
  const claims = rows.flatMap(({ id, idempotency }) =>
    idempotency === null ? [] : [{ ...idempotency, receiptId: id }],
  );
  if (claims.length === 0) {
    await insertReceipts(db.sql, rows);
    return new Set(rows.map((row) => row.id));
  }
  return await db.sql.begin(async (sql) => {
    const before = new Date(clock().getTime() - IDEMPOTENCY_WINDOW_MS);
    const claimed = await claimIdempotencyKeys(sql, claims, before);
    const kept = rows.filter((row) => row.idempotency === null || claimed.has(row.id));
    await insertReceipts(sql, kept);
    return new Set(kept.map((row) => row.id));
  });
}
