import { boundedRead } from "#db/queries/bounded-read.ts";
import { countEventsAfter } from "#db/queries/events.ts";
import { countNewEventsInput, MAX_NEW_EVENTS_COUNTED } from "#schemas/event-search.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { SEARCH_TIMEOUT_MS } from "../limits.ts";
import { searchOf } from "./search-of.ts";

export type CountNewEventsResult =
  | { readonly outcome: "counted"; readonly count: number }
  | { readonly outcome: "timed_out" };

/**
 * How many events of a search arrived since a list was read, up to `MAX_NEW_EVENTS_COUNTED`. A hint, not a ledger: an event
 * whose transaction ended late is found by reading the list again.
 */
export async function countNewEvents(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CountNewEventsResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "events.read");
  const { filter, after } = countNewEventsInput.parse(args.input);
  const search = searchOf(filter, ctx.clock());
  const read = await boundedRead(ctx.db, SEARCH_TIMEOUT_MS, (sql) =>
    countEventsAfter(sql, { search, after, limit: MAX_NEW_EVENTS_COUNTED }),
  );
  return read.outcome === "timed_out" ? read : { outcome: "counted", count: read.result };
}
