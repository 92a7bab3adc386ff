import { boundedRead } from "#db/queries/bounded-read.ts";
import { type EventListRow, newestEventRowId } from "#db/queries/events.ts";
import { listArrivedEvents as listRows } from "#db/queries/events-arrived.ts";
import { listArrivedEventsInput } from "#schemas/event-search.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { SEARCH_TIMEOUT_MS } from "../limits.ts";
import { searchOf } from "./search-of.ts";

export type ListArrivedEventsResult =
  | {
      readonly outcome: "listed";
      readonly rows: readonly EventListRow[];
      /** The newest row of the whole log when this was read, whatever was searched for. Null while the log is empty. */
      readonly newestRowId: string | null;
    }
  | { readonly outcome: "timed_out" };

/**
 * Events of a search in the order of their arrival. A row's id is from before its transaction's end, so an event can
 * appear behind a reader: who must miss none reads the last seconds again.
 */
export async function listArrivedEvents(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ListArrivedEventsResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "events.read");
  const { filter, after, limit } = listArrivedEventsInput.parse(args.input);
  const search = searchOf(filter, ctx.clock());
  const read = await boundedRead(ctx.db, SEARCH_TIMEOUT_MS, async (sql) => ({
    newestRowId: await newestEventRowId(sql),
    rows: await listRows(sql, { search, after, limit }),
  }));
  return read.outcome === "timed_out" ? read : { outcome: "listed", ...read.result };
}
