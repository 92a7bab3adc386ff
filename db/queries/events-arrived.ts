import type { Sql } from "../client.ts";
import { conditions, type EventListRow, type EventSearch, summaries } from "./events.ts";

interface ArrivedInput {
  readonly search: EventSearch;
  /** Row id; null: from the log's beginning. */
  readonly after: string | null;
  readonly limit: number;
}

/** Events of a search by their row ids, which are UUIDv7: in the order in which workers took them in hand. */
export async function listArrivedEvents(
  sql: Sql,
  { search, after, limit }: ArrivedInput,
): Promise<EventListRow[]> {
  const arrived = after === null ? sql`` : sql`and id > ${after}::uuid`;
  return await summaries(sql, sql`${conditions(sql, search)} ${arrived}`, sql`id`, limit);
}
