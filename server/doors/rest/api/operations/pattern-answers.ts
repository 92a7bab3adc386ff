import type { PatternDefinition } from "#schemas/pattern-definition.ts";
import type { ReplacePatternResult } from "#server/services/patterns/replace.ts";
import { type Answer, invalidMember, notFound, ok, type Refused, refused } from "../answer.ts";
import { etagOf, staleVersion } from "../etag.ts";
import { representationOf } from "./pattern-representation.ts";

/** The answer to a change of a pattern. */
export function replaced(result: ReplacePatternResult, id: string, definition: PatternDefinition): Answer {
  switch (result.outcome) {
    case "updated":
    case "unchanged": {
      const { version } = result;
      return ok(representationOf(id, version, definition), { etag: etagOf(version) });
    }
    case "not_found":
      return notFound("pattern");
    case "stale_version":
      return staleVersion(etagOf(result.currentVersion));
    case "name_taken":
      return nameTaken();
    case "workflow_not_found":
      return unknownWorkflow();
  }
}

export function nameTaken(): Refused {
  const message = "Another pattern has this name. Choose a different one.";
  return refused(409, "name_taken", message, { errors: [{ pointer: "/name", message }] });
}

export function unknownWorkflow(): Refused {
  return invalidMember("/workflowId", "There is no workflow with this id.");
}
