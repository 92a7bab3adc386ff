import type { BusinessRuleDefinition } from "#schemas/business-rule.ts";
import type { Ctx } from "../context.ts";
import { type StoredDefinition, storedDefinition } from "./definition.ts";

/** Why a definition cannot be saved, beyond its form. */
export type DefinitionFault =
  /** `position` counts the expression's characters from one; null where no place can be told. */
  | { readonly outcome: "invalid_expression"; readonly message: string; readonly position: number | null }
  | { readonly outcome: "unknown_table"; readonly table: string };

export type DefinitionCheck =
  | { readonly outcome: "sound"; readonly definition: StoredDefinition; readonly tables: readonly string[] }
  | Extract<DefinitionFault, { outcome: "invalid_expression" }>;

/** Reads a check's expression. Whether its tables are there, the transaction that saves it finds out. */
export async function checkDefinition(
  ctx: Pick<Ctx, "checks">,
  definition: BusinessRuleDefinition,
): Promise<DefinitionCheck> {
  if (definition.rule.kind === "transition") return { outcome: "sound", definition, tables: [] };
  const compiled = await ctx.checks.compile(definition.rule.expression);
  switch (compiled.outcome) {
    case "valid": {
      const { tables } = compiled;
      return { outcome: "sound", definition: storedDefinition(definition, tables), tables };
    }
    case "invalid":
      return { outcome: "invalid_expression", message: compiled.message, position: compiled.position };
  }
}

/** A fault in a sentence, for the form's field "expression". */
export function describeDefinitionFault(fault: DefinitionFault): string {
  switch (fault.outcome) {
    case "invalid_expression":
      return fault.position === null ? fault.message : `Character ${fault.position}: ${fault.message}`;
    case "unknown_table":
      return `There is no reference table "${fault.table}". Upload it first, or correct the name.`;
  }
}
