import { allSources, type SourceRow } from "#db/queries/sources.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

/** A source as people see it: whether it has a secret, never the secret. */
export interface SourceListItem extends Omit<SourceRow, "secret"> {
  readonly hasSecret: boolean;
}

/** Every source, by key: an installation has tens of them. */
export async function listSources({ ctx }: { readonly ctx: ActorCtx }): Promise<readonly SourceListItem[]> {
  requirePermission(ctx.actor, "sources.read");
  return (await allSources(ctx.db.sql)).map(withoutSecret);
}

export function withoutSecret({ secret, ...source }: SourceRow): SourceListItem {
  return { ...source, hasSecret: secret !== null };
}
