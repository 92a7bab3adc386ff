import { insertPatternVersion } from "#db/queries/pattern-versions.ts";
import { insertPattern } from "#db/queries/patterns.ts";
import { workflowExists } from "#db/queries/workflows.ts";
import { patternDefinition } from "#schemas/pattern-definition.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { rowOf, storedDefinition } from "./definition.ts";

export type CreatePatternResult =
  | { readonly outcome: "created"; readonly id: string }
  | { readonly outcome: "name_taken" }
  | { readonly outcome: "workflow_not_found" };

/** Adds a pattern at version 1. Workers match events with it within a second. */
export async function createPattern(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CreatePatternResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "patterns.write");
  const row = rowOf(ctx.newId(), 1, patternDefinition.parse(args.input));
  const definition = storedDefinition(row);
  return await ctx.db.sql.begin(async (sql): Promise<CreatePatternResult> => {
    if (!(await workflowExists(sql, row.workflowId))) return { outcome: "workflow_not_found" };
    if ((await insertPattern(sql, row)) === "name_taken") return { outcome: "name_taken" };
    await insertPatternVersion(sql, {
      patternId: row.id,
      version: 1,
      definition,
      authorLabel: ctx.actor.label,
    });
    await recordAudit(ctx, sql, {
      action: "pattern.created",
      entityType: "pattern",
      entityId: row.id,
      before: null,
      after: definition,
    });
    return { outcome: "created", id: row.id };
  });
}
