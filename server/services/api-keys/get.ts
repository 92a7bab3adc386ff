import { type ApiKeyListRow, findApiKey } from "#db/queries/api-keys.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

export type GetApiKeyResult =
  | { readonly outcome: "found"; readonly key: ApiKeyListRow }
  | { readonly outcome: "not_found" };

/** What tells a key apart, never the key. */
export async function getApiKey(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetApiKeyResult> {
  requirePermission(args.ctx.actor, "sources.read");
  const key = await findApiKey(args.ctx.db.sql, byId.parse(args.input).id);
  return key === null ? { outcome: "not_found" } : { outcome: "found", key };
}
