import type postgres from "postgres";
import type { Database } from "../client.ts";

/** SQLSTATE query_canceled: the statement ran into its timeout. */
const QUERY_CANCELED = "57014";

export type BoundedRead<Result> =
  | { readonly outcome: "read"; readonly result: Result }
  | { readonly outcome: "timed_out" };

/** Runs searches whose cost depends on what people look for in one read-only snapshot, each for at most `timeoutMs`. */
export async function boundedRead<Result>(
  db: Database,
  timeoutMs: number,
  read: (sql: postgres.TransactionSql) => Promise<Result>,
): Promise<BoundedRead<Result>> {
  try {
    const result = await db.sql.begin("isolation level repeatable read read only", async (sql) => {
      await sql`select set_config('statement_timeout', ${String(timeoutMs)}, true)`;
      return { value: await read(sql) };
    });
    return { outcome: "read", result: result.value };
  } catch (error) {
    if (isTimeout(error)) return { outcome: "timed_out" };
    throw error;
  }
}

function isTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === QUERY_CANCELED;
}
