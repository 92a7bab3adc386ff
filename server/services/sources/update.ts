import { isDeepStrictEqual } from "node:util";
import type { Sql } from "#db/client.ts";
import { lockSource, readSource, type SourceRow, updateSource as updateRow } from "#db/queries/sources.ts";
import { isPreset } from "#schemas/preset.ts";
import { updateSourceInput } from "#schemas/source.ts";
import { type SourceOverrides, sourceOverrides } from "#schemas/source-configuration.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { faultsOfConfiguration } from "./check-configuration.ts";

export type UpdateSourceResult =
  | { readonly outcome: "updated" | "unchanged"; readonly version: number }
  | { readonly outcome: "not_found" }
  | { readonly outcome: "stale_version"; readonly currentVersion: number }
  | { readonly outcome: "invalid_configuration"; readonly faults: readonly string[] };

/** Changes a source, unless nothing changes or somebody else was faster. Every process has the change within a second. */
export async function updateSource({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<UpdateSourceResult> {
  requirePermission(ctx.actor, "sources.write");
  const { id, version, ...change } = updateSourceInput.parse(input);
  const faults = change.configuration ? await faultsOf(ctx, id, change.configuration) : [];
  if (faults.length > 0) return { outcome: "invalid_configuration", faults };
  return await ctx.db.sql.begin(async (sql): Promise<UpdateSourceResult> => {
    const current = await lockSource(sql, id);
    if (current === null) return { outcome: "not_found" };
    if (current.version !== version) return { outcome: "stale_version", currentVersion: current.version };
    const before = changeable(current);
    const after = {
      name: change.name ?? before.name,
      enabled: change.enabled ?? before.enabled,
      configuration: change.configuration ?? before.configuration,
    };
    if (isDeepStrictEqual(before, after)) return { outcome: "unchanged", version };
    return { outcome: "updated", version: await store(ctx, sql, id, before, after) };
  });
}

/** Asked before the transaction, as an expression is tried in another process; a source's preset never changes. */
async function faultsOf(
  ctx: ActorCtx,
  id: string,
  configuration: SourceOverrides,
): Promise<readonly string[]> {
  const source = await readSource(ctx.db.sql, id);
  return source && isPreset(source.preset)
    ? await faultsOfConfiguration(ctx, source.preset, configuration)
    : [];
}

type Changeable = Pick<SourceRow, "name" | "enabled"> & {
  readonly configuration: SourceOverrides;
};

function changeable({ name, enabled, configuration }: SourceRow): Changeable {
  return { name, enabled, configuration: sourceOverrides.parse(configuration) };
}

async function store(
  ctx: ActorCtx,
  sql: Sql,
  id: string,
  before: Changeable,
  after: Changeable,
): Promise<number> {
  const version = await updateRow(sql, { ...after, id, configuration: JSON.stringify(after.configuration) });
  await recordAudit(ctx, sql, {
    action: "source.updated",
    entityType: "source",
    entityId: id,
    before,
    after,
  });
  return version;
}
