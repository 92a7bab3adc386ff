import type { Sql } from "#db/client.ts";
import { type SchemaSummaryRow, schemasOf } from "#db/queries/event-schemas.ts";
import { findSubject, installationCompatibility } from "#db/queries/schema-subjects.ts";
import { COMPATIBILITY_MODES, type CompatibilityMode, DEFAULT_COMPATIBILITY } from "#schemas/event-schema.ts";

/** An event name and its schemas, without their documents. */
export interface Subject {
  readonly pattern: string;
  /** The name's own; null: the installation's holds. */
  readonly ownCompatibility: CompatibilityMode | null;
  /** What holds. */
  readonly compatibility: CompatibilityMode;
  /** Judges events whose own version has no schema; null: those are refused. */
  readonly defaultVersion: string | null;
  /** In the order in which they were registered; deleted ones too. */
  readonly schemas: readonly SchemaSummaryRow[];
}

/** A name without schemas is a subject too: the one that a first schema would be registered for. */
export async function readSubject(sql: Sql, pattern: string): Promise<Subject> {
  const schemas = await schemasOf(sql, pattern);
  const row = await findSubject(sql, pattern);
  const ownCompatibility = modeOf(row?.compatibility ?? null);
  return {
    pattern,
    ownCompatibility,
    compatibility: ownCompatibility ?? (await readInstallationCompatibility(sql)),
    defaultVersion: row?.defaultVersion ?? null,
    schemas,
  };
}

/** The mode of all names that have none of their own. */
export async function readInstallationCompatibility(sql: Sql): Promise<CompatibilityMode> {
  return modeOf(await installationCompatibility(sql)) ?? DEFAULT_COMPATIBILITY;
}

/** Those that judge events. */
export function liveSchemas({ schemas }: Pick<Subject, "schemas">): readonly SchemaSummaryRow[] {
  return schemas.filter(({ deletedAt }) => deletedAt === null);
}

/** A mode of a later version of Tidings is not known here: the default is stricter than none. */
function modeOf(stored: string | null): CompatibilityMode | null {
  if (stored === null) return null;
  return COMPATIBILITY_MODES.find((mode) => mode === stored) ?? DEFAULT_COMPATIBILITY;
}
