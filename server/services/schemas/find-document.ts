import { findDocumentInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import type { SchemaIssue } from "./inspector/protocol.ts";
import type { RegisteredSchema } from "./register.ts";
import { liveSchemas, readSubject } from "./subject.ts";

export type FindDocumentResult =
  | ({ readonly outcome: "found" } & RegisteredSchema)
  | { readonly outcome: "not_found" }
  | { readonly outcome: "no_subject" }
  | { readonly outcome: "invalid_schema"; readonly issues: readonly SchemaIssue[] };

/** The schema of an event name that has this document, however it is written: a live one rather than one that was deleted. */
export async function findDocument(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<FindDocumentResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "schemas.read");
  const input = findDocumentInput.parse(args.input);
  const subject = await readSubject(ctx.db.sql, input.pattern);
  const live = liveSchemas(subject);
  const asked = input.deleted ? [...live, ...subject.schemas] : live;
  if (asked.length === 0) return { outcome: "no_subject" };
  const inspection = await ctx.schemaInspector.inspect(input.document);
  if (inspection.outcome === "refused") return { outcome: "invalid_schema", issues: inspection.issues };
  const schema = asked.find(({ fingerprint }) => fingerprint === inspection.fingerprint);
  if (schema === undefined) return { outcome: "not_found" };
  const { pattern, version, number, id } = schema;
  return { outcome: "found", pattern, version, number, id };
}
