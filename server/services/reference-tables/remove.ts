import { rulesNamingTable } from "#db/queries/business-rules.ts";
import { deleteReferenceTable, lockReferenceTable } from "#db/queries/reference-tables.ts";
import { byTableName } from "#schemas/reference-table.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { factsOf } from "./facts.ts";

/** Rules named in the answer; who reads it changes them one by one. */
const MAX_NAMED_RULES = 5;

export type RemoveTableResult =
  | { readonly outcome: "removed" }
  | { readonly outcome: "not_found" }
  /** Names of rules, a few, that look rows up in it. */
  | { readonly outcome: "in_use"; readonly rules: readonly string[] };

/** Deletes a reference table that no rule names, not even one that is switched off. */
export async function removeTable(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<RemoveTableResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "rules.write");
  const { name } = byTableName.parse(args.input);
  return await ctx.db.sql.begin(async (sql): Promise<RemoveTableResult> => {
    const table = await lockReferenceTable(sql, name);
    if (table === null) return { outcome: "not_found" };
    const rules = await rulesNamingTable(sql, name, MAX_NAMED_RULES);
    if (rules.length > 0) return { outcome: "in_use", rules };
    await deleteReferenceTable(sql, name);
    await recordAudit(ctx, sql, {
      action: "reference_table.deleted",
      entityType: "reference_table",
      entityId: name,
      before: factsOf(table),
      after: null,
    });
    return { outcome: "removed" };
  });
}

/** Why a table cannot be deleted, in a sentence. */
export function describeUse(rules: readonly string[]): string {
  const names = rules.map((rule) => `“${rule}”`).join(", ");
  return `Rules look rows up in this table: ${names}. Change them first, also those that are switched off.`;
}
