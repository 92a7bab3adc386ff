import type postgres from "postgres";
import type { Database } from "../client.ts";

/**
 * Does work that one process at a time may do, on a connection of its own: when that is lost, the work ends and the right
 * to it with it.
 *
 * @param name of the work, for which the right is
 * @returns null: another process is at it
 */
export async function exclusively<Result>(
  { sql }: Database,
  name: string,
  work: (connection: postgres.ReservedSql) => Promise<Result>,
): Promise<Result | null> {
  const connection = await sql.reserve();
  try {
    const [right] = await connection<{ held: boolean }[]>`
      select pg_try_advisory_lock(hashtext('tidings'), hashtext(${name})) as held`;
    if (!right?.held) return null;
    try {
      return await work(connection);
    } finally {
      await connection`select pg_advisory_unlock(hashtext('tidings'), hashtext(${name}))`;
    }
  } finally {
    connection.release();
  }
}
