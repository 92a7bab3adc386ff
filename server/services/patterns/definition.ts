import type { PatternRow } from "#db/queries/patterns.ts";
import type { PatternDefinition } from "#schemas/pattern-definition.ts";

/** A version as `pattern_versions.definition` and the audit hold it. */
export type StoredDefinition = Omit<PatternRow, "id" | "version">;

/** The row of a pattern at a version. */
export function rowOf(id: string, version: number, definition: PatternDefinition): PatternRow {
  const { name, workflowId, enabled, rule } = definition;
  return {
    id,
    version,
    name,
    workflowId,
    enabled,
    type: rule.type,
    value: rule.value,
    filters: rule.filters,
  };
}

export function storedDefinition({
  id: _id,
  version: _version,
  ...definition
}: PatternRow): StoredDefinition {
  return definition;
}
