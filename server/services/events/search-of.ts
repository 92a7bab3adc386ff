import type { EventSearch } from "#db/queries/events.ts";
import { type EventFilter, parseNameFilter, RELATIVE_RANGES_MINUTES } from "#schemas/event-search.ts";

const MINUTE_MS = 60_000;

/** What a filter means now: a relative range becomes an instant, times become UTC. */
export function searchOf(filter: EventFilter, now: Date): EventSearch {
  return {
    name: filter.pattern === undefined ? null : parseNameFilter(filter.pattern),
    eventId: filter.eventId ?? null,
    source: sourceOf(filter),
    correlationId: filter.correlationId ?? null,
    from: startOf(filter, now),
    to: filter.to === undefined ? null : new Date(filter.to).toISOString(),
  };
}

function sourceOf({ sourceType, sourceId }: EventFilter): EventSearch["source"] {
  if (sourceType === undefined && sourceId === undefined) return null;
  return {
    ...(sourceType === undefined ? {} : { type: sourceType }),
    ...(sourceId === undefined ? {} : { id: sourceId }),
  };
}

function startOf({ range, from }: EventFilter, now: Date): string | null {
  if (range !== undefined) {
    return new Date(now.getTime() - RELATIVE_RANGES_MINUTES[range] * MINUTE_MS).toISOString();
  }
  return from === undefined ? null : new Date(from).toISOString();
}
