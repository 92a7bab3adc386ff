import { isDeepStrictEqual } from "node:util";
import type { Sql } from "#db/client.ts";
import {
  insertBusinessRuleVersion,
  isBusinessRuleNameTaken,
  lockBusinessRule,
  replaceBusinessRule,
} from "#db/queries/business-rules.ts";
import { holdReferenceTables } from "#db/queries/reference-tables.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { readDefinition, rowOf, type StoredDefinition, storedDefinition, tablesOf } from "./definition.ts";
import { mustLearn } from "./must-learn.ts";

export type ReplaceRuleResult =
  | { readonly outcome: "updated"; readonly version: number }
  | { readonly outcome: "unchanged"; readonly version: number }
  | { readonly outcome: "not_found" }
  | { readonly outcome: "stale_version"; readonly currentVersion: number }
  | { readonly outcome: "name_taken" }
  | { readonly outcome: "unknown_table"; readonly table: string };

interface Replacement {
  readonly id: string;
  /** The version that the person saw. */
  readonly version: number;
  readonly change: (before: StoredDefinition) => StoredDefinition;
}

/** Gives a rule its next version, with history and audit, unless nothing changes or somebody else was faster. */
export async function replaceRule(
  ctx: ActorCtx,
  sql: Sql,
  { id, version, change }: Replacement,
): Promise<ReplaceRuleResult> {
  const current = await lockBusinessRule(sql, id);
  if (current === null) return { outcome: "not_found" };
  if (current.version !== version) return { outcome: "stale_version", currentVersion: current.version };
  const before = storedDefinition(readDefinition(current.definition), tablesOf(current.definition));
  const after = change(before);
  if (isDeepStrictEqual(before, after)) return { outcome: "unchanged", version };
  const wanted = after.tables ?? [];
  const held = await holdReferenceTables(sql, wanted);
  const missing = wanted.find((table) => !held.includes(table));
  if (missing !== undefined) return { outcome: "unknown_table", table: missing };
  if (await isBusinessRuleNameTaken(sql, after.name, id)) return { outcome: "name_taken" };
  const row = rowOf(id, version + 1, after);
  await replaceBusinessRule(sql, row, mustLearn(before, after));
  await insertBusinessRuleVersion(sql, { ...row, authorLabel: ctx.actor.label });
  await recordAudit(ctx, sql, { action: "rule.updated", entityType: "rule", entityId: id, before, after });
  return { outcome: "updated", version: version + 1 };
}
