import type { PatternDefinition } from "#schemas/pattern-definition.ts";
import type { ReplacePatternResult } from "#server/services/patterns/replace.ts";
import { type Answer, invalidMember, type Refused } from "../answer.ts";
import { replacementAnswer } from "../versioned.ts";
import { representationOf } from "./pattern-representation.ts";

export const PATTERN = "pattern";

/** The answer to a change of a pattern. */
export function replaced(result: ReplacePatternResult, id: string, definition: PatternDefinition): Answer {
  return result.outcome === "workflow_not_found"
    ? unknownWorkflow()
    : replacementAnswer(PATTERN, result, (version) => representationOf(id, version, definition));
}

export function unknownWorkflow(): Refused {
  return invalidMember("/workflowId", "There is no workflow with this id.");
}
