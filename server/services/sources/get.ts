import { readSource } from "#db/queries/sources.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { type SourceListItem, withoutSecret } from "./list.ts";

export type GetSourceResult =
  | { readonly outcome: "found"; readonly source: SourceListItem }
  | { readonly outcome: "not_found" };

/** One source, without its secret. */
export async function getSource(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetSourceResult> {
  requirePermission(args.ctx.actor, "sources.read");
  const row = await readSource(args.ctx.db.sql, byId.parse(args.input).id);
  return row === null ? { outcome: "not_found" } : { outcome: "found", source: withoutSecret(row) };
}
