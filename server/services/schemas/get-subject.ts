import { subjectInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { readSubject, type Subject } from "./subject.ts";

export type GetSubjectResult =
  | { readonly outcome: "found"; readonly subject: Subject }
  /** Nothing was ever registered or set for the name. */
  | { readonly outcome: "not_found" };

/** An event name's schemas, deleted ones too, and how they are kept. */
export async function getSchemaSubject(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetSubjectResult> {
  requirePermission(args.ctx.actor, "schemas.read");
  const { pattern } = subjectInput.parse(args.input);
  const subject = await readSubject(args.ctx.db.sql, pattern);
  const isKnown = subject.schemas.length > 0 || subject.ownCompatibility !== null;
  return isKnown ? { outcome: "found", subject } : { outcome: "not_found" };
}
