import {
  type BusinessRuleVersionRow,
  businessRuleVersions,
  findBusinessRule,
} from "#db/queries/business-rules.ts";
import type { BusinessRuleDefinition } from "#schemas/business-rule.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { MAX_VERSION_ROWS } from "../limits.ts";
import { readDefinition } from "./definition.ts";

export interface RuleVersion extends Omit<BusinessRuleVersionRow, "definition"> {
  readonly definition: BusinessRuleDefinition;
}

export type GetRuleResult =
  | {
      readonly outcome: "found";
      readonly id: string;
      readonly version: number;
      readonly definition: BusinessRuleDefinition;
      /** A state machine that reads the log for where its entities are: it refuses nothing yet. */
      readonly isLearning: boolean;
      readonly updatedAt: string;
      readonly versions: readonly RuleVersion[];
    }
  | { readonly outcome: "not_found" };

/** A business rule as its form edits it, and the newest of the versions that it had. */
export async function getRule(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetRuleResult> {
  const { sql } = args.ctx.db;
  requirePermission(args.ctx.actor, "rules.read");
  const { id } = byId.parse(args.input);
  const row = await findBusinessRule(sql, id);
  if (row === null) return { outcome: "not_found" };
  const versions = await businessRuleVersions(sql, id, MAX_VERSION_ROWS);
  return {
    outcome: "found",
    id,
    version: row.version,
    definition: readDefinition(row.definition),
    isLearning: row.isLearning,
    updatedAt: row.updatedAt,
    versions: versions.map((version) => ({ ...version, definition: readDefinition(version.definition) })),
  };
}
