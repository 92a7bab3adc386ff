import type { SecretListRow, SourceRow } from "#db/queries/sources.ts";
import { type SourceOverrides, sourceOverrides } from "#schemas/source-configuration.ts";

/** A source as people see it: its secrets' ids and ends, never the secrets. */
export interface SourceView {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly preset: string;
  readonly enabled: boolean;
  readonly version: number;
  /** What the source says itself; the rest is its preset's. */
  readonly configuration: SourceOverrides;
  readonly secrets: readonly {
    readonly id: string;
    readonly createdAt: string;
    readonly expiresAt: string | null;
  }[];
}

export function viewOf(row: SourceRow, secrets: readonly SecretListRow[]): SourceView {
  return {
    ...row,
    configuration: sourceOverrides.parse(row.configuration),
    secrets: secrets.map(({ id, createdAt, expiresAt }) => ({ id, createdAt, expiresAt })),
  };
}
