import { expireSecret as expireRow } from "#db/queries/sources.ts";
import { expireSecretInput } from "#schemas/source.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";

export type ExpireSecretResult =
  | { readonly outcome: "expired" }
  /** The source has no such secret, or it had expired before. */
  | { readonly outcome: "not_found" };

/** Ends a secret's validity now, for one that leaked. Requests that are signed with it are refused within a second. */
export async function expireSecret({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ExpireSecretResult> {
  requirePermission(ctx.actor, "sources.write");
  const { id, secretId } = expireSecretInput.parse(input);
  return await ctx.db.sql.begin(async (sql): Promise<ExpireSecretResult> => {
    if (!(await expireRow(sql, { sourceId: id, id: secretId, at: ctx.clock() })))
      return { outcome: "not_found" };
    await recordAudit(ctx, sql, {
      action: "source.secret_expired",
      entityType: "source",
      entityId: id,
      before: { secretId },
      after: null,
    });
    return { outcome: "expired" };
  });
}
