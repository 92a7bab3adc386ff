import { setBusinessRuleEnabledInput } from "#schemas/business-rule.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { type ReplaceRuleResult, replaceRule } from "./replace.ts";

/** Switches a rule on or off. That, too, is a new version: a verdict names the one that made it. */
export async function setRuleEnabled(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ReplaceRuleResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "rules.write");
  const { id, version, enabled } = setBusinessRuleEnabledInput.parse(args.input);
  return await ctx.db.sql.begin((sql) =>
    replaceRule(ctx, sql, { id, version, change: (before) => ({ ...before, enabled }) }),
  );
}
