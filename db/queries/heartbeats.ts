import type { Sql } from "../client.ts";

export async function beat(sql: Sql, queue: string, at: Date): Promise<void> {
  await sql`
    insert into heartbeats (queue, seen_at) values (${queue}, ${at.toISOString()})
    on conflict (queue) do update set seen_at = excluded.seen_at`;
}

/** The queues that a worker has taken something from since `since`. */
export async function queuesSeenSince(sql: Sql, since: Date): Promise<string[]> {
  const rows = await sql<{ queue: string }[]>`
    select queue from heartbeats where seen_at >= ${since.toISOString()}`;
  return rows.map((row) => row.queue);
}
