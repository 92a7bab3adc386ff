import { subjectNames } from "#db/queries/schema-subjects.ts";
import { subjectNamesInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

/** Event names that have, or had, schemas. */
export async function listSubjectNames(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<readonly string[]> {
  requirePermission(args.ctx.actor, "schemas.read");
  return await subjectNames(args.ctx.db.sql, subjectNamesInput.parse(args.input));
}
