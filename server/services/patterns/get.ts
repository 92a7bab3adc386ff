import { type PatternVersionRow, patternVersions } from "#db/queries/pattern-versions.ts";
import { findPattern } from "#db/queries/patterns.ts";
import { byId } from "#schemas/by-id.ts";
import { type PatternDefinition, patternDefinition } from "#schemas/pattern-definition.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { MAX_VERSION_ROWS } from "../limits.ts";

export type GetPatternResult =
  | {
      readonly outcome: "found";
      readonly id: string;
      readonly version: number;
      readonly definition: PatternDefinition;
      readonly versions: readonly PatternVersionRow[];
    }
  | { readonly outcome: "not_found" };

/** A pattern as its form edits it, and the versions that it had. */
export async function getPattern(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetPatternResult> {
  const { sql } = args.ctx.db;
  requirePermission(args.ctx.actor, "patterns.read");
  const { id } = byId.parse(args.input);
  const row = await findPattern(sql, id);
  if (row === null) return { outcome: "not_found" };
  const { name, workflowId, enabled, type, value, filters, version } = row;
  const definition = patternDefinition.parse({ name, workflowId, enabled, rule: { type, value, filters } });
  const versions = await patternVersions(sql, id, MAX_VERSION_ROWS);
  return { outcome: "found", id, version, definition, versions };
}
