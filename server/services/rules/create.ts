import {
  countBusinessRules,
  insertBusinessRule,
  insertBusinessRuleVersion,
} from "#db/queries/business-rules.ts";
import { holdReferenceTables } from "#db/queries/reference-tables.ts";
import { businessRuleDefinition } from "#schemas/business-rule.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { checkDefinition, type DefinitionFault } from "./check-definition.ts";
import { rowOf } from "./definition.ts";
import { mustLearn } from "./must-learn.ts";

/**
 * Switched off or not. Prefixes and regular expressions of rules are tried one by one on each event: a thousand take some
 * tenths of a millisecond.
 */
const MAX_RULES = 1_000;

export type CreateRuleResult =
  | { readonly outcome: "created"; readonly id: string }
  | { readonly outcome: "too_many_rules"; readonly limit: number }
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
    if ((await countBusinessRules(sql)) >= MAX_RULES) return { outcome: "too_many_rules", limit: MAX_RULES };
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

/** Why there cannot be one more, in a sentence. */
export function describeTooMany(limit: number): string {
  return `There are ${limit} business rules, and so many there may be. Change one that is switched off instead of adding one.`;
}
