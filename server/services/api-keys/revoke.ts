import { revokeApiKey as revokeRow } from "#db/queries/api-keys.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";

export type RevokeApiKeyResult = { readonly outcome: "revoked" } | { readonly outcome: "not_live" };

/** Ends a publisher's key, for good. This process refuses it at once, every other within a second. */
export async function revokeApiKey({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<RevokeApiKeyResult> {
  requirePermission(ctx.actor, "keys.write");
  const { id } = byId.parse(input);
  const result = await revoke(ctx, id);
  await ctx.sources.refresh();
  return result;
}

async function revoke(ctx: ActorCtx, id: string): Promise<RevokeApiKeyResult> {
  return await ctx.db.sql.begin(async (sql): Promise<RevokeApiKeyResult> => {
    if (!(await revokeRow(sql, id, ctx.clock()))) return { outcome: "not_live" };
    await recordAudit(ctx, sql, {
      action: "key.revoked",
      entityType: "api_key",
      entityId: id,
      before: { revoked: false },
      after: { revoked: true },
    });
    return { outcome: "revoked" };
  });
}
