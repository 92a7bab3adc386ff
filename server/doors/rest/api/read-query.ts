import type { z } from "zod";
import type { ProblemError } from "#schemas/problem.ts";
import { type Refused, refused } from "./answer.ts";
import { parameterErrors } from "./problem-errors.ts";

export type QueryReading<Query> = { readonly outcome: "read"; readonly query: Query } | Refused;

/** Reads a query by its schema. What the operation does not know is refused: a filter that is spelt wrong would find everything. */
export function readQuery<Schema extends z.ZodType>(
  schema: Schema,
  parameters: URLSearchParams,
): QueryReading<z.output<Schema>> {
  const unreadable = unreadableParameters(parameters);
  if (unreadable.length > 0) return refuse(unreadable);
  const parsed = schema.safeParse(Object.fromEntries(parameters));
  if (parsed.success) return { outcome: "read", query: parsed.data };
  return refuse(parameterErrors(parsed.error.issues));
}

/** `Object.fromEntries` keeps the last of two, and Postgres holds no U+0000 to compare with. */
function unreadableParameters(parameters: URLSearchParams): ProblemError[] {
  const seen = new Set<string>();
  const errors: ProblemError[] = [];
  for (const [parameter, value] of parameters) {
    if (seen.has(parameter)) errors.push({ parameter, message: "The parameter is given twice." });
    else if (value.includes("\u0000"))
      errors.push({ parameter, message: "No value holds the character U+0000." });
    seen.add(parameter);
  }
  return errors;
}

function refuse(errors: readonly ProblemError[]): Refused {
  return refused(400, "invalid_request", "The query of the URL is not what this operation takes.", {
    errors,
  });
}
