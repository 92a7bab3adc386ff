import { insertReceipts, type ReceiptRow } from "#db/queries/receipts.ts";
import type { Ctx } from "../context.ts";
import { GroupCommit } from "../group-commit.ts";

export type { ReceiptRow };

/** A row's own columns besides its body and headers, roughly: for the byte limits of a batch. */
const ROW_OVERHEAD_BYTES = 512;

/**
 * Makes the writer that all doors of a process share. When a batch has committed, one job tells the workers of
 * all its accepted receipts; the callers do not wait for that.
 */
export function createReceiptWriter({ db, jobs }: Pick<Ctx, "db" | "jobs">): GroupCommit<ReceiptRow> {
  return new GroupCommit<ReceiptRow>(
    async (rows) => {
      await insertReceipts(db.sql, rows);
      const pending = rows.filter((row) => row.outcome === "pending").map((row) => row.id);
      if (pending.length > 0) void jobs.process(pending);
    },
    (row) => ROW_OVERHEAD_BYTES + row.headers.length + (row.body?.byteLength ?? 0),
  );
}
