import { z } from "zod";
import { schemaSubject } from "#schemas/event-schema.ts";
import { failures, type RegistryFailure } from "./answer.ts";
import { param, type RegistryCall } from "./route.ts";

/** The body of a request about a schema; its other members, such as rules for encryption, mean nothing here. */
const schemaBody = z.object({
  schema: z.string(),
  schemaType: z.string().nullish(),
  references: z.array(z.unknown()).nullish(),
});

export type SchemaRequest =
  | { readonly outcome: "read"; readonly pattern: string; readonly document: string }
  | RegistryFailure;

/** The subject of the path and the schema of the body. */
export function readSchemaRequest(call: RegistryCall): SchemaRequest {
  const pattern = param(call, "subject");
  if (!schemaSubject.safeParse(pattern).success) return failures.invalidSubject(pattern);
  const body = schemaBody.safeParse(call.body);
  if (!body.success)
    return failures.invalidSchema("The body needs a member `schema` with the schema as text.");
  const { schema, schemaType, references } = body.data;
  // Without a type, the API means Avro.
  if (schemaType !== "JSON") {
    return failures.invalidSchema("This registry holds JSON Schemas: send `schemaType` as JSON.");
  }
  if (references != null && references.length > 0) {
    return failures.invalidSchema(
      "References to other subjects are not read: copy what they name into $defs.",
    );
  }
  return { outcome: "read", pattern, document: schema };
}

/** What is wrong with a document, in one line. */
export function issuesText(
  issues: readonly { readonly pointer: string; readonly message: string }[],
): string {
  return issues.map(({ pointer, message }) => `${pointer === "" ? "/" : pointer}: ${message}`).join(" ");
}
