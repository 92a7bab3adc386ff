import { z } from "zod";
import {
  MAX_EVENT_ID_CHARACTERS,
  MAX_PATTERN_NAME_CHARACTERS,
  MAX_SOURCE_ID_CHARACTERS,
} from "./envelope.ts";
import { pageSize } from "./page.ts";

export const SOURCE_TYPES = ["external", "integration", "task", "workflow"] as const;

/** Time ranges that end now, with their length in minutes. */
export const RELATIVE_RANGES_MINUTES = {
  "15m": 15,
  "1h": 60,
  "24h": 24 * 60,
  "7d": 7 * 24 * 60,
  "30d": 30 * 24 * 60,
} as const;
export type RelativeRange = keyof typeof RELATIVE_RANGES_MINUTES;
export const RELATIVE_RANGES = ["15m", "1h", "24h", "7d", "30d"] as const satisfies readonly RelativeRange[];

/** A correlation id is no longer than an event id. */
const MAX_CORRELATION_ID_CHARACTERS = MAX_EVENT_ID_CHARACTERS;

const text = (maxLength: number) => z.string().trim().min(1).max(maxLength).optional();
const instant = z.iso.datetime({ offset: true }).optional();

/**
 * Which events to show. `pattern` is an event's name, or a beginning of names followed by `*`
 * (`invoice.*`). `range` counts back from now; `from` (inclusive) and `to` (exclusive) are RFC 3339 instants.
 */
export const eventFilter = z.object({
  pattern: text(MAX_PATTERN_NAME_CHARACTERS + 1),
  eventId: text(MAX_EVENT_ID_CHARACTERS),
  sourceType: z.enum(SOURCE_TYPES).optional(),
  sourceId: text(MAX_SOURCE_ID_CHARACTERS),
  correlationId: text(MAX_CORRELATION_ID_CHARACTERS),
  range: z.enum(RELATIVE_RANGES).optional(),
  from: instant,
  to: instant,
});
export type EventFilter = z.infer<typeof eventFilter>;

/** Position of a row in the order of the list: the newest `timestamp` first, then the highest `id`. */
const eventCursor = z.object({ timestamp: z.iso.datetime(), id: z.uuid() });

export const listEventsInput = z.object({
  filter: eventFilter,
  cursor: eventCursor.nullish(),
  limit: pageSize,
});

/** Events in the order of their arrival, from a row id on. */
export const listArrivedEventsInput = z.object({
  filter: eventFilter,
  after: z.uuid().nullable(),
  limit: pageSize,
});

export const countNewEventsInput = z.object({
  filter: eventFilter,
  /** Row id up to which events are known; null when there were none. */
  after: z.uuid().nullable(),
});

/** More arrivals than this are shown as "100+". */
export const MAX_NEW_EVENTS_COUNTED = 100;

/** `invoice.*` → the prefix `invoice.`; anything else is an exact name. */
export function parseNameFilter(value: string): {
  readonly type: "exact" | "prefix";
  readonly value: string;
} {
  return value.endsWith("*") ? { type: "prefix", value: value.slice(0, -1) } : { type: "exact", value };
}
