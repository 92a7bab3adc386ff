import { insertBusinessRule, insertBusinessRuleVersion } from "#db/queries/business-rules.ts";
import { holdReferenceTables } from "#db/queries/reference-tables.ts";
import { businessRuleDefinition } from "#schemas/business-rule.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { checkDefinition, type DefinitionFault } from "./check-definition.ts";
import { rowOf } from "./definition.ts";
import { mustLearn } from "./must-learn.ts";

export type CreateRuleResult =
  | { readonly outcome: "created"; readonly id: string }
  | { readonly outcome: "name_taken" }
  | DefinitionFault;

/** Adds a business rule at version 1. Events that are processed from now on are judged by it. */
export async function createRule(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CreateRuleResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "rules.write");
  const checked = await checkDefinition(ctx, businessRuleDefinition.parse(args.input));
  if (checked.outcome !== "sound") return checked;
  const { definition, tables } = checked;
  const row = rowOf(ctx.newId(), 1, definition);
  return await ctx.db.sql.begin(async (sql): Promise<CreateRuleResult> => {
    const held = await holdReferenceTables(sql, tables);
    const missing = tables.find((table) => !held.includes(table));
    if (missing !== undefined) return { outcome: "unknown_table", table: missing };
    const learns = mustLearn(null, definition);
    if ((await insertBusinessRule(sql, row, learns)) === "name_taken") return { outcome: "name_taken" };
    await insertBusinessRuleVersion(sql, { ...row, authorLabel: ctx.actor.label });
    await recordAudit(ctx, sql, {
      action: "rule.created",
      entityType: "rule",
      entityId: row.id,
      before: null,
      after: definition,
    });
    return { outcome: "created", id: row.id };
  });
}
