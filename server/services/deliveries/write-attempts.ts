import { type AttemptRow, recordAttempts } from "#db/queries/deliveries.ts";
import type { Ctx } from "../context.ts";
import { GroupCommit } from "../group-commit.ts";

/** An attempt without what was sent and answered, roughly: for the byte limits of a batch. */
const ROW_OVERHEAD_BYTES = 512;

/**
 * Makes the writer that all deliveries of a process share. Each attempt is written when it ends, and not when the
 * slowest of its neighbours does: its claim would run out meanwhile.
 */
export function createAttemptWriter({ db }: Pick<Ctx, "db">): GroupCommit<AttemptRow> {
  return new GroupCommit<AttemptRow>(
    (rows) => recordAttempts(db.sql, rows),
    (row) => ROW_OVERHEAD_BYTES + (row.request?.length ?? 0) + (row.response?.length ?? 0),
  );
}
