import { allSources, listSecrets, type SecretListRow, type SourceRow } from "#db/queries/sources.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { type SourceView, viewOf } from "./view.ts";

/** Every source, by key: an installation has tens of them. */
export async function listSources({ ctx }: { readonly ctx: ActorCtx }): Promise<readonly SourceView[]> {
  requirePermission(ctx.actor, "sources.read");
  const rows = await allSources(ctx.db.sql);
  return await viewsOf(ctx, rows);
}

export async function viewsOf(ctx: ActorCtx, rows: readonly SourceRow[]): Promise<SourceView[]> {
  const secrets = await listSecrets(
    ctx.db.sql,
    rows.map((row) => row.id),
  );
  const secretsOf: ReadonlyMap<string, readonly SecretListRow[]> = Map.groupBy(
    secrets,
    (row) => row.sourceId,
  );
  return rows.map((row) => viewOf(row, secretsOf.get(row.id) ?? []));
}
