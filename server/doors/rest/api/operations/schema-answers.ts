import type { ProblemError } from "#schemas/problem.ts";
import { shortPointer } from "#schemas/receipt.ts";
import type { CheckSchemaResult } from "#server/services/schemas/check.ts";
import type { RegisterSchemaResult } from "#server/services/schemas/register.ts";
import { type Answer, notFound, ok, type Refused, refused } from "../answer.ts";

/** The answer to a registration. */
export function registration(result: RegisterSchemaResult): Answer {
  switch (result.outcome) {
    case "registered":
    case "restored":
    case "unchanged":
      return ok(result);
    case "invalid_schema":
      return invalidSchema(result.issues);
    case "incompatible": {
      const { pointer, message, against, outcome } = result.compatibility;
      const told = outcome === "unknown" ? "It cannot be told whether the schema is" : "The schema is not";
      const detail = `${told} compatible (${result.mode}) with version ${against}: ${message}`;
      return refused(409, "incompatible_schema", detail, { errors: inDocument([{ pointer, message }]) });
    }
    case "version_taken":
      return conflict("This version has another schema. Versions never change: choose a new one.");
    case "too_many_versions":
      return conflict(`An event name has at most ${result.limit} versions, and this one has them.`);
    case "overtaken":
      return conflict("Others change the schemas of this event name at this moment. Send the request again.");
  }
}

/** The answer to a check. */
export function checked(result: CheckSchemaResult): Answer {
  switch (result.outcome) {
    case "not_found":
      return notFound("version");
    case "invalid_schema":
      return invalidSchema(result.issues);
    case "checked": {
      const { compatibility, mode, warnings } = result;
      const none = { against: null, pointer: null, keyword: null, message: null, example: null };
      const { outcome, ...rest } = compatibility;
      return ok({ ...none, outcome, mode, ...rest, warnings });
    }
  }
}

export function invalidSchema(
  issues: readonly { readonly pointer: string; readonly message: string }[],
): Refused {
  const detail =
    issues.length === 1 ? (issues[0]?.message ?? "") : `The document has ${issues.length} mistakes.`;
  return refused(422, "invalid_schema", detail, { errors: inDocument(issues) });
}

function conflict(detail: string): Refused {
  return refused(409, "schema_conflict", detail, { errors: [{ pointer: "/version", message: detail }] });
}

/** Places in the document as places in the body. */
function inDocument(
  issues: readonly { readonly pointer: string; readonly message: string }[],
): ProblemError[] {
  return issues.map(({ pointer, message }) => ({ pointer: shortPointer(`/document${pointer}`), message }));
}
