import { byId, listByNameInput } from "#schemas/by-id.ts";
import {
  patternDefinition,
  setPatternEnabledInput,
  updatePatternInput,
} from "#schemas/pattern-definition.ts";
import { createPattern } from "#server/services/patterns/create.ts";
import { getPattern } from "#server/services/patterns/get.ts";
import { listPatterns } from "#server/services/patterns/list.ts";
import type { ReplacePatternResult } from "#server/services/patterns/replace.ts";
import { setPatternEnabled } from "#server/services/patterns/set-enabled.ts";
import { updatePattern } from "#server/services/patterns/update.ts";
import { refusal } from "../refusal.ts";
import { nameTaken, replacement } from "../replacement.ts";
import { permitted, router } from "../trpc.ts";

const PATTERN = "pattern";

const reading = permitted("patterns.read");
const writing = permitted("patterns.write");

/** Rules that start workflows. */
export const patternsRouter = router({
  list: reading.input(listByNameInput).query(({ ctx, input }) => listPatterns({ ctx: ctx.service, input })),

  get: reading.input(byId).query(async ({ ctx, input }) => {
    const result = await getPattern({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "found": {
        const { outcome: _outcome, ...pattern } = result;
        return pattern;
      }
      case "not_found":
        throw noPattern();
    }
  }),

  create: writing.input(patternDefinition).mutation(async ({ ctx, input }) => {
    const result = await createPattern({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "created":
        return { id: result.id };
      case "name_taken":
        throw nameTaken(PATTERN);
      case "workflow_not_found":
        throw noWorkflow();
    }
  }),

  update: writing
    .input(updatePatternInput)
    .mutation(async ({ ctx, input }) => replaced(await updatePattern({ ctx: ctx.service, input }))),

  setEnabled: writing
    .input(setPatternEnabledInput)
    .mutation(async ({ ctx, input }) => replaced(await setPatternEnabled({ ctx: ctx.service, input }))),
});

function replaced(result: ReplacePatternResult) {
  if (result.outcome === "workflow_not_found") throw noWorkflow();
  return replacement(result, { what: PATTERN, gone: noPattern });
}

function noPattern() {
  return refusal("NOT_FOUND", "pattern_not_found", "There is no pattern with this id.");
}

function noWorkflow() {
  return refusal(
    "BAD_REQUEST",
    "workflow_not_found",
    "This workflow does not exist any more. Choose another.",
    "workflowId",
  );
}
