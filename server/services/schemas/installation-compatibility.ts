import {
  installationCompatibility,
  lockSchemas,
  writeInstallationCompatibility,
} from "#db/queries/schema-subjects.ts";
import { type CompatibilityMode, installationCompatibilityInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { readInstallationCompatibility } from "./subject.ts";

/** What the audit calls the installation's own row: no event has such a name. */
const INSTALLATION = "(installation)";

/** The mode of all event names that have none of their own. */
export async function getInstallationCompatibility(args: {
  readonly ctx: ActorCtx;
}): Promise<CompatibilityMode> {
  requirePermission(args.ctx.actor, "schemas.read");
  return await readInstallationCompatibility(args.ctx.db.sql);
}

/** Sets the mode of all event names that have none of their own. @returns the one that held before */
export async function setInstallationCompatibility(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CompatibilityMode> {
  const { ctx } = args;
  requirePermission(ctx.actor, "schemas.write");
  const { compatibility } = installationCompatibilityInput.parse(args.input);
  return await ctx.db.sql.begin(async (sql) => {
    await lockSchemas(sql);
    const held = await readInstallationCompatibility(sql);
    const stored = await installationCompatibility(sql);
    if (stored === compatibility) return held;
    await writeInstallationCompatibility(sql, compatibility);
    await recordAudit(ctx, sql, {
      entityType: "schema",
      entityId: INSTALLATION,
      action: "schema_subject.changed",
      before: { compatibility: stored },
      after: { compatibility },
    });
    return held;
  });
}
