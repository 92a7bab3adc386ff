import type { BusinessRuleRow } from "#db/queries/business-rules.ts";
import { type BusinessRuleDefinition, businessRuleDefinition } from "#schemas/business-rule.ts";

/**
 * A version as `business_rules.definition`, its versions and the audit hold it. `tables` are the reference tables that a
 * check's expression names; a rule that names none has no such member.
 */
export type StoredDefinition = BusinessRuleDefinition & { readonly tables?: readonly string[] };

export function storedDefinition(
  definition: BusinessRuleDefinition,
  tables: readonly string[],
): StoredDefinition {
  return tables.length === 0 ? definition : { ...definition, tables };
}

/** The row of a rule at a version. */
export function rowOf(id: string, version: number, definition: StoredDefinition): BusinessRuleRow {
  const { name, severity, enabled, rule } = definition;
  return { id, version, name, severity, enabled, kind: rule.kind, definition };
}

const storedSchema = businessRuleDefinition.loose();

/** Reads what was stored. @throws when it is no definition, which what is saved always is */
export function readDefinition(stored: unknown): BusinessRuleDefinition {
  const { tables: _tables, ...definition } = storedSchema.parse(stored);
  return businessRuleDefinition.parse(definition);
}

/** The reference tables that a stored rule names. */
export function tablesOf(stored: unknown): readonly string[] {
  const { tables } = storedSchema.parse(stored);
  return Array.isArray(tables) ? tables.filter((table) => typeof table === "string") : [];
}
