import { updateBusinessRuleInput } from "#schemas/business-rule.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { checkDefinition, type DefinitionFault } from "./check-definition.ts";
import { type ReplaceRuleResult, replaceRule } from "./replace.ts";

/** Replaces a rule's definition by a new version. */
export async function updateRule(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ReplaceRuleResult | DefinitionFault> {
  const { ctx } = args;
  requirePermission(ctx.actor, "rules.write");
  const { id, version, definition } = updateBusinessRuleInput.parse(args.input);
  const checked = await checkDefinition(ctx, definition);
  if (checked.outcome !== "sound") return checked;
  const change = () => checked.definition;
  return await ctx.db.sql.begin((sql) => replaceRule(ctx, sql, { id, version, change }));
}
