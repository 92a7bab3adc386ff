import { allSources } from "#db/queries/sources.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

/** A source as people see it: whether it has a secret, never the secret. */
export interface SourceListItem {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly preset: string;
  readonly enabled: boolean;
  readonly hasSecret: boolean;
  readonly maxBodyBytes: number | null;
}

/** Every source, by key: an installation has tens of them. */
export async function listSources({ ctx }: { readonly ctx: ActorCtx }): Promise<readonly SourceListItem[]> {
  requirePermission(ctx.actor, "sources.read");
  const rows = await allSources(ctx.db.sql);
  return rows.map(({ secret, ...source }) => ({ ...source, hasSecret: secret !== null }));
}
