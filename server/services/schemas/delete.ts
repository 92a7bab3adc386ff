import { deleteSchemas } from "#db/queries/event-schemas.ts";
import { lockSchemas, writeSubject } from "#db/queries/schema-subjects.ts";
import { deleteSchemasInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { liveSchemas, readSubject } from "./subject.ts";

export type DeleteSchemasResult =
  | {
      readonly outcome: "deleted";
      /** Of the schemas, in the order in which they were registered. */
      readonly numbers: readonly number[];
      /** What judges events whose version has no schema from now on. */
      readonly defaultVersion: string | null;
    }
  | { readonly outcome: "not_found" };

/**
 * Deletes a version of an event name's schemas, or all of them. A deleted one judges nothing, can still be read, and
 * is restored by registering it again. When the default goes, the schema that was registered last takes its place:
 * events that name no version of ours must not be refused all of a sudden.
 */
export async function deleteSchema(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<DeleteSchemasResult> {
  const { ctx } = args;
  requirePermission(ctx.actor, "schemas.write");
  const { pattern, version } = deleteSchemasInput.parse(args.input);
  return await ctx.db.sql.begin(async (sql): Promise<DeleteSchemasResult> => {
    await lockSchemas(sql);
    const subject = await readSubject(sql, pattern);
    const live = liveSchemas(subject);
    const going = version === undefined ? live : live.filter((schema) => schema.version === version);
    if (going.length === 0) return { outcome: "not_found" };
    const versions = going.map((schema) => schema.version);
    const remaining = live.filter((schema) => !going.includes(schema));
    const isDefaultGone = subject.defaultVersion !== null && versions.includes(subject.defaultVersion);
    const defaultVersion = isDefaultGone ? (remaining.at(-1)?.version ?? null) : subject.defaultVersion;
    await deleteSchemas(sql, pattern, versions, ctx.clock());
    if (isDefaultGone) {
      await writeSubject(sql, { pattern, compatibility: subject.ownCompatibility, defaultVersion });
    }
    await recordAudit(ctx, sql, {
      entityType: "schema",
      entityId: pattern,
      action: "schema.deleted",
      before: { pattern, versions, defaultVersion: subject.defaultVersion },
      after: { defaultVersion },
    });
    return { outcome: "deleted", numbers: going.map(({ number }) => number), defaultVersion };
  });
}
