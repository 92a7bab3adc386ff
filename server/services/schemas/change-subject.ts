import { isDeepStrictEqual } from "node:util";
import { lockSchemas, writeSubject } from "#db/queries/schema-subjects.ts";
import { changeSubjectInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { liveSchemas, readSubject } from "./subject.ts";

export type ChangeSubjectResult =
  | { readonly outcome: "changed" | "unchanged" }
  /** The default would be a version that has no schema. */
  | { readonly outcome: "unknown_version" };

/**
 * Sets how an event name's schemas are kept. A mode may be set before there is a schema; what is registered already is
 * not compared again.
 */
export async function changeSchemaSubject(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ChangeSubjectResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "schemas.write");
  const { pattern, ...change } = changeSubjectInput.parse(args.input);
  return await ctx.db.sql.begin(async (sql): Promise<ChangeSubjectResult> => {
    await lockSchemas(sql);
    const subject = await readSubject(sql, pattern);
    const before = { compatibility: subject.ownCompatibility, defaultVersion: subject.defaultVersion };
    const after = {
      compatibility: change.compatibility === undefined ? before.compatibility : change.compatibility,
      defaultVersion: change.defaultVersion === undefined ? before.defaultVersion : change.defaultVersion,
    };
    if (isDeepStrictEqual(before, after)) return { outcome: "unchanged" };
    const isLive = liveSchemas(subject).some(({ version }) => version === after.defaultVersion);
    if (after.defaultVersion !== null && !isLive) return { outcome: "unknown_version" };
    await writeSubject(sql, { pattern, ...after });
    await recordAudit(ctx, sql, {
      entityType: "schema",
      entityId: pattern,
      action: "schema_subject.changed",
      before,
      after: { pattern, ...after },
    });
    return { outcome: "changed" };
  });
}
