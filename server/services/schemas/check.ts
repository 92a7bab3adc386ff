import { checkSchemaInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { type Compatibility, compareWith, compareWithEarlier } from "./compare.ts";
import type { SchemaIssue } from "./inspector/protocol.ts";
import { liveSchemas, readSubject, type Subject } from "./subject.ts";

export type CheckSchemaResult =
  | {
      readonly outcome: "checked";
      readonly compatibility: Compatibility;
      readonly mode: Subject["compatibility"];
      readonly warnings: readonly SchemaIssue[];
    }
  | { readonly outcome: "invalid_schema"; readonly issues: readonly SchemaIssue[] }
  /** The version to compare with is not there. */
  | { readonly outcome: "not_found" };

/** What registering a schema would say, without registering it. */
export async function checkSchema(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CheckSchemaResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "schemas.read");
  const { pattern, document, against } = checkSchemaInput.parse(args.input);
  const subject = await readSubject(ctx.db.sql, pattern);
  const wanted = liveSchemas(subject).filter(({ version }) => version === against);
  if (against !== undefined && wanted.length === 0) return { outcome: "not_found" };
  const inspection = await ctx.schemaInspector.inspect(document);
  if (inspection.outcome === "refused") return { outcome: "invalid_schema", issues: inspection.issues };
  const { fingerprint, warnings } = inspection;
  const candidate = { document, fingerprint };
  const mode = subject.compatibility;
  const compatibility =
    against === undefined
      ? await compareWithEarlier(ctx, candidate, subject)
      : await compareWith(ctx, candidate, mode, wanted);
  return { outcome: "checked", compatibility, mode, warnings };
}
