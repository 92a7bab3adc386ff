import { z } from "zod";
import { patternSchema } from "./pattern/schema.ts";

export const MAX_PATTERN_TITLE_CHARACTERS = 120;

/** Matches of one pattern are counted up to here and then shown as "1 000+". */
export const MAX_MATCHES_COUNTED = 1000;

/** A pattern as an admin configures it: the specification's pattern, its name, and the workflow that it starts. */
export const patternDefinition = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give the pattern a name.")
    .max(MAX_PATTERN_TITLE_CHARACTERS, `Use at most ${MAX_PATTERN_TITLE_CHARACTERS} characters.`),
  workflowId: z.uuid("Choose the workflow that a match starts."),
  enabled: z.boolean(),
  rule: patternSchema,
});
export type PatternDefinition = z.infer<typeof patternDefinition>;

/** `version` is the one that the person saw: a change made meanwhile by somebody else is not overwritten. */
const seenVersion = { id: z.uuid(), version: z.number().int().min(1) };

export const updatePatternInput = z.object({ ...seenVersion, definition: patternDefinition });
export const setPatternEnabledInput = z.object({ ...seenVersion, enabled: z.boolean() });
