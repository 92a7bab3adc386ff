import {
  findReferenceRow,
  findReferenceTable,
  listReferenceTables,
  pageOfReferenceRows,
  type ReferenceRow,
  type ReferenceTableRow,
} from "#db/queries/reference-tables.ts";
import { listByNameInput } from "#schemas/by-id.ts";
import { PAGE_ROWS } from "#schemas/page.ts";
import { byTableName, tableRowInput, tableRowsInput } from "#schemas/reference-table.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

interface Args {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}

export interface TablePage {
  readonly rows: readonly ReferenceTableRow[];
  readonly nextCursor: string | null;
}

/** A page of reference tables by name, without their rows. */
export async function listTables({ ctx, input }: Args): Promise<TablePage> {
  requirePermission(ctx.actor, "rules.read");
  const { cursor } = listByNameInput.parse(input);
  const found = await listReferenceTables(ctx.db.sql, { after: cursor ?? null, limit: PAGE_ROWS + 1 });
  const rows = found.slice(0, PAGE_ROWS);
  return { rows, nextCursor: found.length > PAGE_ROWS ? (rows.at(-1)?.name ?? null) : null };
}

export type GetTableResult =
  | ({ readonly outcome: "found" } & ReferenceTableRow)
  | { readonly outcome: "not_found" };

export async function getTable({ ctx, input }: Args): Promise<GetTableResult> {
  requirePermission(ctx.actor, "rules.read");
  const table = await findReferenceTable(ctx.db.sql, byTableName.parse(input).name);
  return table === null ? { outcome: "not_found" } : { outcome: "found", ...table };
}

export type TableRowsResult =
  | { readonly outcome: "found"; readonly rows: readonly ReferenceRow[]; readonly nextCursor: string | null }
  | { readonly outcome: "not_found" };

/** A page of a table's rows by key. */
export async function listTableRows({ ctx, input }: Args): Promise<TableRowsResult> {
  requirePermission(ctx.actor, "rules.read");
  const { name, cursor } = tableRowsInput.parse(input);
  if ((await findReferenceTable(ctx.db.sql, name)) === null) return { outcome: "not_found" };
  const page = { name, after: cursor ?? null, limit: PAGE_ROWS + 1 };
  const found = await pageOfReferenceRows(ctx.db.sql, page);
  const rows = found.slice(0, PAGE_ROWS);
  return { outcome: "found", rows, nextCursor: found.length > PAGE_ROWS ? (rows.at(-1)?.key ?? null) : null };
}

export type TableRowResult =
  | { readonly outcome: "found"; readonly row: string }
  | { readonly outcome: "not_found" };

/** The row with this key, as JSON text: what `lookup` gives a rule. */
export async function getTableRow({ ctx, input }: Args): Promise<TableRowResult> {
  requirePermission(ctx.actor, "rules.read");
  const { name, key } = tableRowInput.parse(input);
  const row = await findReferenceRow(ctx.db.sql, name, key);
  return row === null ? { outcome: "not_found" } : { outcome: "found", row };
}
