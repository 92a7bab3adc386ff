import { explainDraftInput, explainEventInput } from "#schemas/explain.ts";
import { explainDraft } from "#server/services/events/explain-draft.ts";
import { type Explained, explainEvent } from "#server/services/events/explain-event.ts";
import type { ExplanationPage } from "#server/services/events/explain-patterns.ts";
import { refusal } from "../refusal.ts";
import { permitted, router } from "../trpc.ts";

/** Why events match patterns, or do not. */
export const explanationsRouter = router({
  event: permitted("events.read")
    .input(explainEventInput)
    .query(async ({ ctx, input }) => {
      const result = await explainEvent({ ctx: ctx.service, input });
      if (result.outcome !== "event_not_found") return pageOf(result);
      throw refusal("NOT_FOUND", "event_not_found", "The log holds no event with this id.");
    }),

  /** A mutation, though it changes nothing, because an event can be longer than a URL may be. */
  draft: permitted("patterns.read")
    .input(explainDraftInput)
    .mutation(async ({ ctx, input }) => {
      const result = await explainDraft({ ctx: ctx.service, input });
      if (result.outcome !== "invalid_event") return pageOf(result);
      const { pointer = "", message } = result.refusal;
      throw refusal("BAD_REQUEST", "invalid_event", message, `event${pointer.replaceAll("/", ".")}`);
    }),
});

function pageOf(explained: Explained): ExplanationPage {
  switch (explained.outcome) {
    case "explained":
      return { rows: explained.rows, nextCursor: explained.nextCursor };
    case "pattern_not_found":
      throw refusal("NOT_FOUND", "pattern_not_found", "There is no pattern with this id.", "patternId");
  }
}
