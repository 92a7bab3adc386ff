import { isDeepStrictEqual } from "node:util";
import type { Sql } from "#db/client.ts";
import { insertPatternVersion } from "#db/queries/pattern-versions.ts";
import { isPatternNameTaken, lockPattern, type PatternRow, replacePattern } from "#db/queries/patterns.ts";
import { workflowExists } from "#db/queries/workflows.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { type StoredDefinition, storedDefinition } from "./definition.ts";

export type ReplacePatternResult =
  | { readonly outcome: "updated"; readonly version: number }
  | { readonly outcome: "unchanged"; readonly version: number }
  | { readonly outcome: "not_found" }
  | { readonly outcome: "stale_version"; readonly currentVersion: number }
  | { readonly outcome: "name_taken" }
  | { readonly outcome: "workflow_not_found" };

interface Replacement {
  readonly id: string;
  /** The version that the person saw. */
  readonly version: number;
  readonly change: (before: StoredDefinition) => StoredDefinition;
}

/** Gives a pattern its next version, with history and audit, unless nothing changes or somebody else was faster. */
export async function replaceDefinition(
  ctx: ActorCtx,
  sql: Sql,
  { id, version, change }: Replacement,
): Promise<ReplacePatternResult> {
  const current = await lockPattern(sql, id);
  if (current === null) return { outcome: "not_found" };
  if (current.version !== version) return { outcome: "stale_version", currentVersion: current.version };
  const before = storedDefinition(current);
  const after = change(before);
  if (isDeepStrictEqual(before, after)) return { outcome: "unchanged", version };
  if (!(await workflowExists(sql, after.workflowId))) return { outcome: "workflow_not_found" };
  if (await isPatternNameTaken(sql, after.name, id)) return { outcome: "name_taken" };
  await storeVersion(ctx, sql, { ...after, id, version: version + 1 });
  await recordAudit(ctx, sql, {
    action: "pattern.updated",
    entityType: "pattern",
    entityId: id,
    before,
    after,
  });
  return { outcome: "updated", version: version + 1 };
}

async function storeVersion(ctx: ActorCtx, sql: Sql, row: PatternRow): Promise<void> {
  await replacePattern(sql, row);
  await insertPatternVersion(sql, {
    patternId: row.id,
    version: row.version,
    definition: storedDefinition(row),
    authorLabel: ctx.actor.label,
  });
}
