import { expireOtherSecrets, insertSecret, lockSource } from "#db/queries/sources.ts";
import { isWebhookPreset, type WebhookPreset } from "#schemas/preset.ts";
import { rotateSecretInput } from "#schemas/source.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { newSecret } from "./new-secret.ts";

export type RotateSecretResult =
  | {
      readonly outcome: "rotated";
      readonly secretId: string;
      /** In plain, this once; null when the input brought its own. */
      readonly generatedSecret: string | null;
      /** Until when the secrets before it are valid, RFC 3339. */
      readonly othersExpireAt: string;
    }
  | { readonly outcome: "not_found" }
  /** Its publishers have API keys, or it is told by its addresses alone. */
  | { readonly outcome: "takes_no_secret" }
  /** The provider makes the secret: it must be pasted. */
  | { readonly outcome: "secret_required" }
  /** The provider has no secrets like that. `message` says what they are like. */
  | { readonly outcome: "invalid_secret"; readonly message: string };

const MS_PER_SECOND = 1000;

/** Gives a source its next secret. Those before it stay valid for a while, so that no request is refused meanwhile. */
export async function rotateSecret({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<RotateSecretResult> {
  requirePermission(ctx.actor, "sources.write");
  const { id, secret: pasted, overlapSeconds } = rotateSecretInput.parse(input);
  return await ctx.db.sql.begin(async (sql): Promise<RotateSecretResult> => {
    const source = await lockSource(sql, id);
    if (source === null) return { outcome: "not_found" };
    if (!takesSecrets(source.preset)) return { outcome: "takes_no_secret" };
    const secret = pasted ?? newSecret(source.preset);
    if (secret === null) return { outcome: "secret_required" };
    const fault = ctx.verifier.secretFault(source.preset, secret);
    if (fault !== null) return { outcome: "invalid_secret", message: fault };
    const secretId = ctx.newId();
    const othersExpireAt = new Date(ctx.clock().getTime() + overlapSeconds * MS_PER_SECOND);
    await insertSecret(sql, { id: secretId, sourceId: id, sealed: ctx.secrets.encrypt(secret) });
    await expireOtherSecrets(sql, { sourceId: id, keepId: secretId, at: othersExpireAt });
    await recordAudit(ctx, sql, {
      action: "source.secret_rotated",
      entityType: "source",
      entityId: id,
      before: null,
      after: { secretId, overlapSeconds },
    });
    return {
      outcome: "rotated",
      secretId,
      generatedSecret: pasted === null ? secret : null,
      othersExpireAt: othersExpireAt.toISOString(),
    };
  });
}

function takesSecrets(preset: string): preset is WebhookPreset {
  return isWebhookPreset(preset) && preset !== "ip_allow_list";
}
