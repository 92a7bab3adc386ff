import { setPatternEnabledInput } from "#schemas/pattern-definition.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { type ReplacePatternResult, replaceDefinition } from "./replace.ts";

/** Switches a pattern on or off. That, too, is a new version: a match names the one that made it. */
export async function setPatternEnabled(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ReplacePatternResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "patterns.write");
  const { id, version, enabled } = setPatternEnabledInput.parse(args.input);
  return await ctx.db.sql.begin((sql) =>
    replaceDefinition(ctx, sql, { id, version, change: (before) => ({ ...before, enabled }) }),
  );
}
