import { type AttemptRow, recordAttempts } from "#db/queries/deliveries.ts";
import type { Ctx } from "../context.ts";
import { isDataFault } from "../fault.ts";
import { GroupCommit } from "../group-commit.ts";

/** An attempt without what was sent and answered, roughly: for the byte limits of a batch. */
const ROW_OVERHEAD_BYTES = 512;

/**
 * Makes the writer that all deliveries of a process share. Each attempt is written when it ends, and not when the
 * slowest of its neighbours does: its claim would run out meanwhile.
 *
 * What a target answers is foreign. Where Postgres cannot hold it, the attempt is written without it: one that is
 * never written would be repeated for ever.
 */
export function createAttemptWriter({ db }: Pick<Ctx, "db">): GroupCommit<AttemptRow> {
  return new GroupCommit<AttemptRow>(
    async (rows) => {
      try {
        await recordAttempts(db.sql, rows);
      } catch (cause) {
        if (rows.length > 1 || !isDataFault(cause)) throw cause;
        await recordAttempts(db.sql, rows.map(withoutForeignText));
      }
      return () => {};
    },
    (row) => ROW_OVERHEAD_BYTES + (row.request?.length ?? 0) + (row.response?.length ?? 0),
  );
}

function withoutForeignText(row: AttemptRow): AttemptRow {
  return {
    ...row,
    error: row.error && "The target's answer cannot be stored.",
    request: null,
    response: null,
  };
}
