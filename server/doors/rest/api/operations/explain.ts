import { jsonPointer } from "#schemas/json/pointer.ts";
import { explainDraft } from "#server/services/events/explain-draft.ts";
import { type Explained, explainEvent } from "#server/services/events/explain-event.ts";
import { type Answer, invalidMember, notFound, refused } from "../answer.ts";
import { NO_BODY, NONE, operation } from "../operation.ts";
import { pageAnswer } from "../page.ts";
import {
  draftQuery,
  explainDraftSchema,
  explainParams,
  explainQuery,
  explanationPageSchema,
} from "./explain-representation.ts";

/** 1 MiB: an event as large as doors take it unless they are told otherwise. */
const MAX_DRAFT_BYTES = 1_048_576;

const page = {
  status: 200,
  description: "A page of patterns. It may have fewer rows than were asked for and not be the last.",
  schema: explanationPageSchema,
  headers: ["Link"],
} as const;

const ORDER =
  "Patterns whose name fits the event's come first, then the others, each by name; switched-off ones too, which `live` tells.";

export const explainOperations = [
  operation({
    method: "get",
    path: "/events/{eventId}/explanations",
    operationId: "explainEvent",
    summary: "Ask why an event matched, or did not",
    description: `For each pattern: whether the event matches it today or which clause is the first to fail, and whether that is what was recorded when the event was stored. ${ORDER}`,
    tag: "Events",
    scope: "read",
    params: explainParams,
    query: explainQuery,
    body: NO_BODY,
    success: page,
    handle: async ({ ctx, params: { eventId: value }, query: { by, ...query }, url }) => {
      const result = await explainEvent({ ctx, input: { event: { by, value }, ...query } });
      return result.outcome === "event_not_found" ? notFound("event") : answerOf(result, url);
    },
  }),

  operation({
    method: "post",
    path: "/events/explain",
    operationId: "explainDraft",
    summary: "Ask whether an event would match",
    description: `The same for an event that is not stored, and will not be. It needs a name (\`pattern\`) and a \`payload\`; what else is left out is made up. ${ORDER}`,
    tag: "Events",
    scope: "read",
    params: NONE,
    query: draftQuery,
    body: explainDraftSchema,
    bodyExample: { event: { pattern: "invoice.created", payload: { amount: 1500 } } },
    maxBodyBytes: MAX_DRAFT_BYTES,
    success: page,
    handle: async ({ ctx, body, query, url }) => {
      const result = await explainDraft({ ctx, input: { ...body, ...query } });
      if (result.outcome !== "invalid_event") return answerOf(result, url);
      const { pointer = "", message } = result.refusal;
      return invalidMember(`${jsonPointer(["event"])}${pointer}`, message);
    },
  }),
];

function answerOf(explained: Explained, url: URL): Answer {
  switch (explained.outcome) {
    case "explained":
      return pageAnswer(url, explained.rows, explained.nextCursor);
    case "pattern_not_found": {
      const errors = [{ parameter: "patternId", message: "There is no pattern with this id." }];
      return refused(400, "invalid_request", "The query names a pattern that is not there.", { errors });
    }
  }
}
