import { backTestInput } from "#schemas/back-test.ts";
import { startBackTest } from "#server/services/patterns/back-test.ts";
import { refusal } from "../refusal.ts";
import { NEVER, scanRefused } from "../scan-refused.ts";
import { permitted, router } from "../trpc.ts";

/** Tries drafts of patterns on the log. */
export const backTestsRouter = router({
  /**
   * Progress and, at the end, the result, as they come: the client needs a link that streams, and aborts the call's
   * signal to stop it. A mutation, though it changes nothing, because a rule can be longer than a URL may be.
   */
  run: permitted("patterns.read")
    .input(backTestInput)
    .mutation(async ({ ctx, input, signal = NEVER }) => {
      const started = await startBackTest({ ctx: ctx.service, input, signal });
      switch (started.outcome) {
        case "started":
          return started.messages;
        case "pattern_not_found":
          throw refusal("NOT_FOUND", "pattern_not_found", "There is no pattern with this id.", "patternId");
        case "already_scanning":
        case "all_taken":
          throw scanRefused(started.outcome);
      }
    }),
});
