import { createHash } from "node:crypto";
import type { ReferenceTableRow } from "#db/queries/reference-tables.ts";

/** What the audit keeps of a version of a table: enough to tell it from others, without its rows. */
export interface TableFacts {
  readonly version: number;
  readonly keyColumn: string;
  readonly rowCount: number;
  /** SHA-256 of the rows as JSON text, in hexadecimal. */
  readonly digest: string;
}

export function factsOf(
  table: Pick<ReferenceTableRow, "version" | "keyColumn" | "rowCount"> & { readonly rows: string },
): TableFacts {
  const { version, keyColumn, rowCount, rows } = table;
  return { version, keyColumn, rowCount, digest: createHash("sha256").update(rows).digest("hex") };
}
