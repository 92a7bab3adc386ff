import { listByNameInput } from "#schemas/by-id.ts";
import { byTableName, tableRowInput, tableRowsInput, uploadTableInput } from "#schemas/reference-table.ts";
import { getTable, getTableRow, listTableRows, listTables } from "#server/services/reference-tables/read.ts";
import { describeUse, removeTable } from "#server/services/reference-tables/remove.ts";
import { uploadTable } from "#server/services/reference-tables/upload.ts";
import { refusal } from "../refusal.ts";
import { permitted, router } from "../trpc.ts";

const reading = permitted("rules.read");
const writing = permitted("rules.write");

/** Tables that business rules look rows up in. */
export const referenceTablesRouter = router({
  list: reading.input(listByNameInput).query(({ ctx, input }) => listTables({ ctx: ctx.service, input })),

  get: reading.input(byTableName).query(async ({ ctx, input }) => {
    const result = await getTable({ ctx: ctx.service, input });
    if (result.outcome === "not_found") throw noTable();
    const { outcome: _outcome, ...table } = result;
    return table;
  }),

  rows: reading.input(tableRowsInput).query(async ({ ctx, input }) => {
    const result = await listTableRows({ ctx: ctx.service, input });
    if (result.outcome === "not_found") throw noTable();
    return { rows: result.rows, nextCursor: result.nextCursor };
  }),

  lookUp: reading.input(tableRowInput).query(async ({ ctx, input }) => {
    const result = await getTableRow({ ctx: ctx.service, input });
    return { row: result.outcome === "found" ? result.row : null };
  }),

  upload: writing.input(uploadTableInput).mutation(async ({ ctx, input }) => {
    const result = await uploadTable({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "created":
      case "replaced":
      case "unchanged":
        return {
          version: result.version,
          rowCount: result.rowCount,
          changed: result.outcome !== "unchanged",
        };
      case "refused":
        throw refusal("BAD_REQUEST", "invalid_table", result.message, "content");
      case "stale_version":
        throw refusal(
          "CONFLICT",
          "stale_version",
          "Somebody else changed this table meanwhile. Load it again, then upload yours.",
        );
    }
  }),

  remove: writing.input(byTableName).mutation(async ({ ctx, input }) => {
    const result = await removeTable({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "removed":
        return;
      case "not_found":
        throw noTable();
      case "in_use":
        throw refusal("CONFLICT", "in_use", describeUse(result.rules));
    }
  }),
});

function noTable() {
  return refusal("NOT_FOUND", "table_not_found", "There is no reference table with this name.");
}
