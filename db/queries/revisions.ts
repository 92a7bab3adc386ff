import type { Sql } from "../client.ts";

/** Which configuration a revision counts the changes of. */
export type RevisionName = "patterns" | "sources" | "schemas" | "rules";

/** The number that every committed change of that configuration adds one to. */
export async function readRevision(sql: Sql, name: RevisionName): Promise<number> {
  const [row] = await sql<{ value: number }[]>`select value from revisions where name = ${name}`;
  if (!row) throw new Error(`The revision "${name}" is missing: the database's migrations have not all run.`);
  return row.value;
}
