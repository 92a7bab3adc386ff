import type { Sql } from "#db/client.ts";
import { boundedRead } from "#db/queries/bounded-read.ts";
import type { Ctx } from "../context.ts";
import type { ScanTime } from "./scan-time.ts";

/** Looks something up that a scan can do without, by one statement; null: there is no time for it. */
export async function readInTime<Result>(
  { db }: Pick<Ctx, "db">,
  time: ScanTime,
  statement: (sql: Sql) => Promise<Result>,
): Promise<Result | null> {
  if (time.over !== null) return null;
  const reading = await boundedRead(db, time.statementMs, statement);
  return reading.outcome === "read" ? reading.result : null;
}
