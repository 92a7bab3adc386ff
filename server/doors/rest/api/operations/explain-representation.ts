import { z } from "zod";
import { MAX_EVENT_ID_CHARACTERS } from "#schemas/envelope.ts";
import { EXPLANATION_FILTERS, explainCursor, explainDraftInput, explainPage } from "#schemas/explain.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { cursorParameter, limitParameter, pageSchema } from "../page.ts";
import { instant } from "./event-representation.ts";

const explanationSchema = answerSchema(
  "Explanation",
  z.discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.literal("matched") }),
    z
      .looseObject({
        outcome: z.literal("unmatched"),
        clause: z.union([z.literal("name"), z.int().min(0)]).describe("`name`, or the place of a filter."),
        operator: z.string(),
        reason: z.string(),
        message: z.string(),
        field: z.string().optional().describe("Left out where none of several alternatives holds."),
        expected: z.unknown().optional(),
        actual: z
          .unknown()
          .optional()
          .describe("What the field selects first; left out when it selects nothing."),
        alternatives: z.array(z.looseObject({})).optional().describe("Why none of an `any_of` holds."),
      })
      .describe("The first clause that fails."),
  ]),
);

const recordedSchema = z
  .strictObject({
    match: z
      .strictObject({ version: z.int(), matchedAt: instant })
      .nullable()
      .describe("The match in the log; null: there was none."),
    versionThen: z
      .int()
      .nullable()
      .describe("The version when the event was stored; null: the pattern was not there yet."),
    agrees: z.boolean().describe("Whether today's answer is the recorded one."),
    message: z.string(),
  })
  .describe("What became of the event when it was stored. Null for one that is not stored.");

/** One pattern, and whether an event matches it. */
export const patternExplanationSchema = answerSchema(
  "PatternExplanation",
  z.strictObject({
    patternId: z.uuid(),
    name: z.string(),
    version: z.int().min(1),
    live: z
      .boolean()
      .describe("Whether events are matched with it: it is switched on, and so is its workflow."),
    enabled: z.boolean(),
    workflow: z.strictObject({ id: z.uuid(), name: z.string(), enabled: z.boolean() }),
    explanation: explanationSchema,
    message: z.string(),
    recorded: recordedSchema.nullable(),
  }),
);

export const explanationPageSchema = pageSchema("ExplanationPage", patternExplanationSchema);

export const explainQuery = z.strictObject({
  by: z
    .enum(["eventId", "id"])
    .default("eventId")
    .describe("What the path holds: the publisher's `eventId`, or the `id` that the log gave the event."),
  show: z
    .enum(EXPLANATION_FILTERS)
    .default("all")
    .describe("Patterns that match the event today, those that do not, or both."),
  patternId: explainPage.shape.patternId.describe("This pattern alone."),
  cursor: cursorParameter(explainCursor),
  limit: limitParameter,
});

export const explainParams = z.strictObject({
  eventId: z
    .string()
    .min(1)
    .max(MAX_EVENT_ID_CHARACTERS)
    .refine((id) => !id.includes("\u0000"), "No id holds the character U+0000.")
    .describe("The publisher's id of the event, percent-encoded; see `by`."),
});

export const explainDraftSchema = requestSchema(
  "ExplainDraft",
  z.strictObject({ event: explainDraftInput.shape.event }),
);

export const draftQuery = explainQuery.omit({ by: true });
