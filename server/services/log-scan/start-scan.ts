import type { LogRange } from "#db/queries/scan-events.ts";
import type { EventFilter } from "#schemas/event-search.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { searchOf } from "../events/search-of.ts";
import { ScanMessages } from "./scan-messages.ts";
import type { TakenPlace } from "./scan-places.ts";
import { ScanTime } from "./scan-time.ts";

/** What somebody may scan now. */
export interface Scan {
  readonly range: LogRange;
  readonly time: ScanTime;
}

export type ScanRefused = Exclude<TakenPlace, { readonly outcome: "taken" }>;

export type StartedScan<Message> =
  /** The scan goes on as its messages are asked for, and ends when the reader leaves. */
  { readonly outcome: "started"; readonly messages: AsyncIterableIterator<Message, void> } | ScanRefused;

/**
 * The one way in which somebody scans the log: they may read events, have a place of those that there are, and so much
 * time. The place is theirs until `work` has ended; it begins when its first message is asked for.
 *
 * @throws PermissionDenied
 */
export function startScan<Progress, Result>(args: {
  readonly ctx: ActorCtx;
  readonly part: Pick<EventFilter, "range" | "from" | "to">;
  /** As much as any scan gets, unless it is said otherwise. */
  readonly maxMs?: number;
  /** Aborted when nobody waits for the result any more. */
  readonly signal: AbortSignal;
  /** Yields how far it is, and returns what came of it; null: its time says that it was stopped. */
  readonly work: (scan: Scan) => AsyncGenerator<Progress, Result | null>;
}): StartedScan<Progress | Result> {
  const { ctx, part, maxMs, signal, work } = args;
  requirePermission(ctx.actor, "events.read");
  const { from, to } = searchOf(part, ctx.clock());
  const place = ctx.scans.take(ctx.actor.id);
  if (place.outcome !== "taken") return place;
  const time = new ScanTime(maxMs);
  const source = work({ range: { from, to }, time });
  return { outcome: "started", messages: new ScanMessages(source, { time, signal, release: place.leave }) };
}
