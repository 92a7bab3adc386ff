import { updatePatternInput } from "#schemas/pattern-definition.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { rowOf, storedDefinition } from "./definition.ts";
import { type ReplacePatternResult, replaceDefinition } from "./replace.ts";

/** Replaces a pattern's definition by a new version. */
export async function updatePattern(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ReplacePatternResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "patterns.write");
  const { id, version, definition } = updatePatternInput.parse(args.input);
  const after = storedDefinition(rowOf(id, version, definition));
  return await ctx.db.sql.begin((sql) => replaceDefinition(ctx, sql, { id, version, change: () => after }));
}
