import { z } from "zod";
import { eventFilter } from "#schemas/event-search.ts";
import { listArrivedEvents } from "#server/services/events/list-arrived.ts";
import { ok } from "../answer.ts";
import { answerSchema } from "../named.ts";
import { NO_BODY, NONE, operation } from "../operation.ts";
import { limitParameter } from "../page.ts";
import { summaryOf, summarySchema } from "./event-representation.ts";
import { SEARCH_TIMED_OUT } from "./search-timed-out.ts";

const filters = eventFilter.shape;

const arrivalsSchema = answerSchema(
  "Arrivals",
  z.strictObject({
    items: z.array(summarySchema),
    newest: z
      .uuid()
      .nullable()
      .describe("`id` of the newest event of the whole log, whatever was asked for; null: it is empty."),
  }),
);

export const arrivalOperations = [
  operation({
    method: "get",
    path: "/arrivals",
    operationId: "listArrivals",
    summary: "Follow the log",
    description:
      "Events in the order of their arrival, from `after` on. An event that took long to store can appear behind newer ones: to miss none, ask from some seconds before the newest `id` that you know (a UUIDv7 begins with its time) and pass over what you have.",
    tag: "Events",
    scope: "read",
    params: NONE,
    query: z.strictObject({
      after: z
        .uuid()
        .optional()
        .describe("`id` of an event: those after it. Without it, from the beginning."),
      pattern: filters.pattern.describe("An event name, or the beginning of names and a star: `invoice.*`."),
      sourceType: filters.sourceType.describe("`source.type` of the event."),
      sourceId: filters.sourceId.describe("`source.id` of the event."),
      correlationId: filters.correlationId.describe("`metadata.correlationId` of the event."),
      limit: limitParameter,
    }),
    body: NO_BODY,
    success: { status: 200, description: "The events after that one.", schema: arrivalsSchema },
    problems: [422],
    handle: async ({ ctx, query: { after = null, limit, ...filter } }) => {
      const result = await listArrivedEvents({ ctx, input: { filter, after, limit } });
      switch (result.outcome) {
        case "listed":
          return ok({ items: result.rows.map(summaryOf), newest: result.newestRowId });
        case "timed_out":
          return SEARCH_TIMED_OUT;
      }
    },
  }),
];
