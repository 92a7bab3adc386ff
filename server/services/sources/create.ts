import { insertSecret, insertSource } from "#db/queries/sources.ts";
import { sourceInput } from "#schemas/source.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { faultsOfConfiguration } from "./check-configuration.ts";
import { newSecret } from "./new-secret.ts";

export type CreateSourceResult =
  | {
      readonly outcome: "created";
      readonly id: string;
      /** In plain, this once: only its encrypted form is kept. Null when the input brought its own. */
      readonly generatedSecret: string | null;
    }
  | { readonly outcome: "key_taken" }
  /** The provider has no secrets like that. `message` says what they are like. */
  | { readonly outcome: "invalid_secret"; readonly message: string }
  | { readonly outcome: "invalid_configuration"; readonly faults: readonly string[] };

/** Adds a webhook source, with a secret of its own if none is given. Secrets are kept encrypted and are not in the audit. */
export async function createSource({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CreateSourceResult> {
  requirePermission(ctx.actor, "sources.write");
  const { secret: pasted, ...source } = sourceInput.parse(input);
  const faults = await faultsOfConfiguration(ctx, source.preset, source.configuration);
  if (faults.length > 0) return { outcome: "invalid_configuration", faults };
  const secretFault = pasted === null ? null : ctx.verifier.secretFault(source.preset, pasted);
  if (secretFault !== null) return { outcome: "invalid_secret", message: secretFault };
  const id = ctx.newId();
  const secret = pasted ?? newSecret(source.preset);
  const configuration = JSON.stringify(source.configuration);
  return await ctx.db.sql.begin(async (sql): Promise<CreateSourceResult> => {
    const created = await insertSource(sql, { id, ...source, configuration, enabled: true });
    if (created === "key_taken") return { outcome: "key_taken" };
    if (secret !== null) {
      await insertSecret(sql, { id: ctx.newId(), sourceId: id, sealed: ctx.secrets.encrypt(secret) });
    }
    await recordAudit(ctx, sql, {
      action: "source.created",
      entityType: "source",
      entityId: id,
      before: null,
      after: source,
    });
    return { outcome: "created", id, generatedSecret: pasted === null ? secret : null };
  });
}
