import { listSubjects, type SubjectListRow } from "#db/queries/schema-subjects.ts";
import { listSubjectsInput } from "#schemas/event-schema.ts";
import { PAGE_ROWS } from "#schemas/page.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

export interface SubjectPage {
  readonly rows: readonly SubjectListRow[];
  readonly nextCursor: string | null;
}

/** A page of the event names that have schemas, in their order. */
export async function listSchemaSubjects(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<SubjectPage> {
  requirePermission(args.ctx.actor, "schemas.read");
  const { cursor } = listSubjectsInput.parse(args.input);
  const found = await listSubjects(args.ctx.db.sql, { after: cursor ?? null, limit: PAGE_ROWS + 1 });
  const rows = found.slice(0, PAGE_ROWS);
  return { rows, nextCursor: found.length > PAGE_ROWS ? (rows.at(-1)?.pattern ?? null) : null };
}
