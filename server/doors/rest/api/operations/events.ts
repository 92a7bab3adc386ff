import { parseAccept } from "hono/utils/accept";
import { z } from "zod";
import { MAX_EVENT_ID_CHARACTERS } from "#schemas/envelope.ts";
import { eventFilter, listEventsInput } from "#schemas/event-search.ts";
import { cloudEventText } from "#server/services/events/cloud-event-text.ts";
import { listEvents } from "#server/services/events/list.ts";
import { readEvent, readPayload } from "#server/services/events/read.ts";
import { notFound, okText } from "../answer.ts";
import { etagOf, unlessKnown } from "../etag.ts";
import { operation } from "../operation.ts";
import { cursorParameter, limitParameter, pageAnswer, pageSchema } from "../page.ts";
import { EVENT_EXAMPLE, eventSchema, eventText, summaryOf, summarySchema } from "./event-representation.ts";
import { SEARCH_TIMED_OUT } from "./search-timed-out.ts";

const filters = eventFilter.shape;

const listQuery = z.strictObject({
  pattern: filters.pattern.describe("An event name, or the beginning of names and a star: `invoice.*`."),
  eventId: filters.eventId.describe("The publisher's id of the event."),
  sourceType: filters.sourceType.describe("`source.type` of the event."),
  sourceId: filters.sourceId.describe("`source.id` of the event."),
  correlationId: filters.correlationId.describe("`metadata.correlationId` of the event."),
  range: filters.range.describe("A time range that ends now; wins over `from`."),
  from: filters.from.describe("Events of this instant and later."),
  to: filters.to.describe("Events before this instant."),
  cursor: cursorParameter(listEventsInput.shape.cursor.unwrap().unwrap()),
  limit: limitParameter,
});

/** Which id the path holds: some ids, such as `..`, cannot stand in a path. */
const byQuery = z.strictObject({
  by: z
    .enum(["eventId", "id"])
    .default("eventId")
    .describe("What the path holds: the publisher's `eventId`, or the `id` that the log gave the event."),
});

const eventParams = z.strictObject({
  eventId: z
    .string()
    .min(1)
    .max(MAX_EVENT_ID_CHARACTERS)
    .refine((id) => !id.includes("\u0000"), "No id holds the character U+0000.")
    .describe("The publisher's id of the event, percent-encoded; see `by`."),
});

/** What an id in a path names; null when no event can have it. */
function keyOf(by: "eventId" | "id", value: string) {
  return by === "eventId" || z.uuid().safeParse(value).success ? { by, value } : null;
}

const CLOUD_EVENT_TYPE = "application/cloudevents+json";
const VARY = { vary: "accept" };

/** Whether a CloudEvent is asked for by its own name, and JSON not rather (RFC 9110, section 12.5.1). */
function prefersCloudEvents(headers: Headers): boolean {
  const accepted = parseAccept(headers.get("accept") ?? "");
  const quality = (name: string) => accepted.find(({ type }) => type.toLowerCase() === name)?.q ?? 0;
  const wanted = quality(CLOUD_EVENT_TYPE);
  return wanted > 0 && wanted >= quality("application/json");
}

export const eventOperations = [
  operation({
    method: "get",
    path: "/events",
    operationId: "listEvents",
    summary: "Search the log",
    description:
      "Events, newest first by their own `timestamp`. Events that arrive meanwhile do not shift the pages.",
    tag: "Events",
    scope: "read",
    params: z.strictObject({}),
    query: listQuery,
    body: z.null(),
    success: {
      status: 200,
      description: "A page of the log.",
      schema: pageSchema("EventPage", summarySchema),
      headers: ["Link"],
    },
    problems: [422],
    handle: async ({ ctx, query: { cursor, limit, ...filter }, url }) => {
      const result = await listEvents({ ctx, input: { filter, cursor, limit } });
      switch (result.outcome) {
        case "listed":
          return pageAnswer(url, result.rows.map(summaryOf), result.nextCursor);
        case "timed_out":
          return SEARCH_TIMED_OUT;
      }
    },
  }),

  operation({
    method: "get",
    path: "/events/{eventId}",
    operationId: "getEvent",
    summary: "Read an event",
    description:
      "The whole event with every digit that was sent; a CloudEvent when `Accept` prefers `application/cloudevents+json`. Events never change, so its ETag is always the same.",
    tag: "Events",
    scope: "read",
    params: eventParams,
    query: byQuery,
    body: z.null(),
    success: {
      status: 200,
      description: "The event.",
      schema: eventSchema,
      headers: ["ETag"],
      example: EVENT_EXAMPLE,
      otherMediaTypes: [CLOUD_EVENT_TYPE],
    },
    conditional: "read",
    handle: async ({ ctx, params, query, headers }) => {
      const input = keyOf(query.by, params.eventId);
      const result = input === null ? null : await readEvent({ ctx, input });
      if (result?.outcome !== "found") return notFound("event");
      const { event } = result;
      if (!prefersCloudEvents(headers)) {
        return unlessKnown(headers, etagOf(event.id), okText(eventText(event), "application/json", VARY));
      }
      const text = okText(cloudEventText(event), CLOUD_EVENT_TYPE, VARY);
      return unlessKnown(headers, etagOf(`${event.id}-cloudevent`), text);
    },
  }),

  operation({
    method: "get",
    path: "/events/{eventId}/payload",
    operationId: "getEventPayload",
    summary: "Read an event's payload",
    description: "The payload alone, as the JSON text that is stored.",
    tag: "Events",
    scope: "read",
    params: eventParams,
    query: byQuery,
    body: z.null(),
    success: {
      status: 200,
      description: "The payload.",
      schema: z.looseObject({}),
      headers: ["ETag"],
      example: EVENT_EXAMPLE.payload,
    },
    conditional: "read",
    handle: async ({ ctx, params, query, headers }) => {
      const input = keyOf(query.by, params.eventId);
      const result = input === null ? null : await readPayload({ ctx, input });
      if (result?.outcome !== "found") return notFound("event");
      return unlessKnown(headers, etagOf(result.id), okText(result.payload));
    },
  }),
];
