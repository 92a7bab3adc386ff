import { z } from "zod";
import { SOURCE_TYPES } from "#schemas/event-search.ts";
import type { EventPage } from "#server/services/events/list.ts";
import type { EventText } from "#server/services/events/read.ts";
import { answerSchema } from "../named.ts";

const count = z.int().min(0);

/** As `timestamp` and `createdAt` come from the database: RFC 3339 in UTC, with the digits that it holds. */
export const instant = z.iso.datetime();

const head = {
  id: z.uuid().describe("The id that the log gave the event."),
  eventId: z.string().describe("The publisher's id."),
  pattern: z.string().describe("The event's name."),
  version: z.string(),
  source: z.strictObject({ type: z.enum(SOURCE_TYPES), id: z.string() }),
  timestamp: instant.describe("When it happened, as its publisher says."),
  createdAt: instant.describe("When it was stored."),
};

/** An event in a list: what came of it, without its payload. */
export const summarySchema = answerSchema(
  "EventSummary",
  z.strictObject({
    ...head,
    source: z.strictObject({ type: z.string().nullable(), id: z.string().nullable() }),
    matches: count.describe("Patterns that it matched."),
    deliveries: z
      .strictObject({ succeeded: count, waiting: count, retrying: count, dead: count })
      .describe("Runs of workflows, replays apart, by their state."),
  }),
);

export function summaryOf(row: EventPage["rows"][number]): z.output<typeof summarySchema> {
  const { sourceType, sourceId, succeeded, waiting, retrying, dead, ...rest } = row;
  return {
    id: rest.id,
    eventId: rest.eventId,
    pattern: rest.pattern,
    version: rest.version,
    source: { type: sourceType, id: sourceId },
    timestamp: rest.timestamp,
    createdAt: rest.createdAt,
    matches: rest.matches,
    deliveries: { succeeded, waiting, retrying, dead },
  };
}

/** A whole event. Its own members are the specification's; `id` and `createdAt` are the log's. */
export const eventSchema = answerSchema(
  "Event",
  z.strictObject({
    ...head,
    source: z.looseObject({ type: z.string(), id: z.string() }),
    payload: z.looseObject({}),
    metadata: z.looseObject({}),
  }),
);

export const EVENT_EXAMPLE: z.output<typeof eventSchema> = {
  id: "018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42",
  eventId: "evt_123abc",
  pattern: "invoice.created",
  version: "1.0",
  source: { type: "integration", id: "xero_main" },
  timestamp: "2024-03-15T10:00:00Z",
  payload: { invoice_id: "INV-001", amount: 1500, customer_id: "CUST-123" },
  metadata: {
    correlationId: "corr_xyz789",
    causationId: "evt_abc456",
    context: { type: "client", id: "client_123" },
  },
  createdAt: "2024-03-15T10:00:00.214Z",
};

/** The event as JSON text, put together from the stored texts: parsing them would change large numbers. */
export function eventText(event: EventText): string {
  const { id, eventId, pattern, version, timestamp, createdAt } = event;
  const members = [
    ["id", JSON.stringify(id)],
    ["eventId", JSON.stringify(eventId)],
    ["pattern", JSON.stringify(pattern)],
    ["version", JSON.stringify(version)],
    ["source", event.source],
    ["timestamp", JSON.stringify(timestamp)],
    ["payload", event.payload],
    ["metadata", event.metadata],
    ["createdAt", JSON.stringify(createdAt)],
  ];
  return `{${members.map(([name, text]) => `"${name}":${text}`).join(",")}}`;
}
