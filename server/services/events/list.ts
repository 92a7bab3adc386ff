import { boundedRead } from "#db/queries/bounded-read.ts";
import {
  type EventCursor,
  type EventListRow,
  listEvents as listRows,
  newestEventRowId,
} from "#db/queries/events.ts";
import { listEventsInput } from "#schemas/event-search.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { SEARCH_TIMEOUT_MS } from "../limits.ts";
import { searchOf } from "./search-of.ts";

export interface EventPage {
  readonly rows: readonly EventListRow[];
  readonly nextCursor: EventCursor | null;
  /** The newest row of the whole log when the page was read; `countNewEvents` counts from it. */
  readonly newestRowId: string | null;
}

export type ListEventsResult =
  | ({ readonly outcome: "listed" } & EventPage)
  | { readonly outcome: "timed_out" };

/** A page of the log, newest first. Arrivals do not shift the pages that follow. */
export async function listEvents(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ListEventsResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "events.read");
  const { filter, cursor, limit } = listEventsInput.parse(args.input);
  const search = searchOf(filter, ctx.clock());
  const read = await boundedRead(ctx.db, SEARCH_TIMEOUT_MS, async (sql) => {
    const newestRowId = await newestEventRowId(sql);
    const found = await listRows(sql, { search, before: cursor ?? null, limit: limit + 1 });
    return { newestRowId, found };
  });
  if (read.outcome === "timed_out") return read;
  const { newestRowId, found } = read.result;
  const rows = found.slice(0, limit);
  return {
    outcome: "listed",
    rows,
    newestRowId,
    nextCursor: found.length > limit ? cursorOf(rows.at(-1)) : null,
  };
}

function cursorOf(row: EventListRow | undefined): EventCursor | null {
  return row === undefined ? null : { timestamp: row.timestamp, id: row.id };
}
