import { listBusinessRules } from "#db/queries/business-rules.ts";
import type { BusinessRuleDefinition } from "#schemas/business-rule.ts";
import { listByNameInput } from "#schemas/by-id.ts";
import { PAGE_ROWS } from "#schemas/page.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { readDefinition } from "./definition.ts";

export interface RuleSummary {
  readonly id: string;
  readonly version: number;
  readonly definition: BusinessRuleDefinition;
  readonly isLearning: boolean;
  readonly updatedAt: string;
}

export interface RulePage {
  readonly rows: readonly RuleSummary[];
  readonly nextCursor: string | null;
}

/** A page of business rules by name. */
export async function listRules(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<RulePage> {
  requirePermission(args.ctx.actor, "rules.read");
  const { cursor } = listByNameInput.parse(args.input);
  const found = await listBusinessRules(args.ctx.db.sql, { after: cursor ?? null, limit: PAGE_ROWS + 1 });
  const rows = found.slice(0, PAGE_ROWS).map(({ id, version, definition, isLearning, updatedAt }) => ({
    id,
    version,
    definition: readDefinition(definition),
    isLearning,
    updatedAt,
  }));
  return { rows, nextCursor: found.length > PAGE_ROWS ? (found[PAGE_ROWS - 1]?.name ?? null) : null };
}
