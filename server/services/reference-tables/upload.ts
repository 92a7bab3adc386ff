import type { Sql } from "#db/client.ts";
import {
  insertReferenceTable,
  lockReferenceTable,
  type NewReferenceTable,
  replaceReferenceTable,
  weighReferenceTables,
} from "#db/queries/reference-tables.ts";
import { MAX_ALL_TABLES_BYTES, MAX_TABLES, uploadTableInput } from "#schemas/reference-table.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { factsOf } from "./facts.ts";

export type UploadTableResult =
  | { readonly outcome: "created"; readonly version: number; readonly rowCount: number }
  | { readonly outcome: "replaced"; readonly version: number; readonly rowCount: number }
  | { readonly outcome: "unchanged"; readonly version: number; readonly rowCount: number }
  /** What was sent is no table; `message` says where. */
  | { readonly outcome: "refused"; readonly message: string }
  /** Null: there is no such table any more. */
  | { readonly outcome: "stale_version"; readonly currentVersion: number | null };

/** Makes a reference table, or the next version of one. Rules look rows up in it from now on. */
export async function uploadTable(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<UploadTableResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "rules.write");
  const { name, version, ...upload } = uploadTableInput.parse(args.input);
  const read = await ctx.checks.readTable(upload);
  if (read.outcome === "refused") return read;
  const { rowCount, rows } = read;
  const table = { name, keyColumn: upload.keyColumn, rowCount, rows, authorLabel: ctx.actor.label };
  return await ctx.db.sql.begin((sql) => storeTable(ctx, sql, table, version));
}

async function storeTable(
  ctx: ActorCtx,
  sql: Sql,
  table: Omit<NewReferenceTable, "version">,
  seenVersion: number | undefined,
): Promise<UploadTableResult> {
  const current = await lockReferenceTable(sql, table.name);
  const { rowCount } = table;
  if (seenVersion !== undefined && seenVersion !== (current?.version ?? 0)) {
    return { outcome: "stale_version", currentVersion: current?.version ?? null };
  }
  if (current?.rows === table.rows && current.keyColumn === table.keyColumn) {
    return { outcome: "unchanged", version: current.version, rowCount };
  }
  const excess = await excessOf(sql, table);
  if (excess !== null) return { outcome: "refused", message: excess };
  const version = (current?.version ?? 0) + 1;
  const row = { ...table, version };
  if (current !== null) await replaceReferenceTable(sql, row);
  else if ((await insertReferenceTable(sql, row)) === "name_taken") {
    return { outcome: "stale_version", currentVersion: 1 };
  }
  await recordAudit(ctx, sql, {
    action: current === null ? "reference_table.created" : "reference_table.replaced",
    entityType: "reference_table",
    entityId: table.name,
    before: current && factsOf(current),
    after: factsOf(row),
  });
  return { outcome: current === null ? "created" : "replaced", version, rowCount };
}

async function excessOf(
  sql: Sql,
  { name, rows }: Pick<NewReferenceTable, "name" | "rows">,
): Promise<string | null> {
  const others = await weighReferenceTables(sql, name);
  if (others.tables >= MAX_TABLES)
    return `There are ${MAX_TABLES} reference tables already. Delete one first.`;
  if (others.bytes + Buffer.byteLength(rows) <= MAX_ALL_TABLES_BYTES) return null;
  const limitMb = MAX_ALL_TABLES_BYTES / 1024 / 1024;
  return `All reference tables together may have ${limitMb} MiB, since they are kept in memory. Delete one first, or send fewer columns.`;
}
