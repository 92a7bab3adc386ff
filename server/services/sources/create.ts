import { insertSource } from "#db/queries/sources.ts";
import { sourceInput } from "#schemas/source.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";

export type CreateSourceResult =
  | { readonly outcome: "created"; readonly id: string }
  | { readonly outcome: "key_taken" };

/** Adds a source. Its secret is kept encrypted and is not in the audit. */
export async function createSource({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CreateSourceResult> {
  requirePermission(ctx.actor, "sources.write");
  const { secret, ...source } = sourceInput.parse(input);
  const id = ctx.newId();
  return await ctx.db.sql.begin(async (sql) => {
    const sealed = secret === null ? null : ctx.secrets.encrypt(secret);
    const row = { id, ...source, secret: sealed, maxBodyBytes: null, enabled: true };
    if ((await insertSource(sql, row)) === "key_taken") return { outcome: "key_taken" };
    await recordAudit(ctx, sql, {
      action: "source.created",
      entityType: "source",
      entityId: id,
      before: null,
      after: source,
    });
    return { outcome: "created", id };
  });
}
