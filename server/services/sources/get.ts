import { readSource } from "#db/queries/sources.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { viewsOf } from "./list.ts";
import type { SourceView } from "./view.ts";

export type GetSourceResult =
  | { readonly outcome: "found"; readonly source: SourceView }
  | { readonly outcome: "not_found" };

/** One source, without its secrets. */
export async function getSource(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetSourceResult> {
  requirePermission(args.ctx.actor, "sources.read");
  const row = await readSource(args.ctx.db.sql, byId.parse(args.input).id);
  if (row === null) return { outcome: "not_found" };
  const [source] = await viewsOf(args.ctx, [row]);
  return source ? { outcome: "found", source } : { outcome: "not_found" };
}
