import { randomBytes } from "node:crypto";
import { insertSource } from "#db/queries/sources.ts";
import { sourceInput } from "#schemas/source.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";

/** As long as the SHA-256 that signs with it: more adds nothing (RFC 2104, section 3). */
const SECRET_BYTES = 32;

export type CreateSourceResult =
  | {
      readonly outcome: "created";
      readonly id: string;
      /** In plain, this once: only its encrypted form is kept. Null when the input brought its own. */
      readonly generatedSecret: string | null;
    }
  | { readonly outcome: "key_taken" };

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
  const id = ctx.newId();
  const plain = pasted ?? randomBytes(SECRET_BYTES).toString("hex");
  const secret = ctx.secrets.encrypt(plain);
  return await ctx.db.sql.begin(async (sql): Promise<CreateSourceResult> => {
    const created = await insertSource(sql, { id, ...source, secret, maxBodyBytes: null, enabled: true });
    if (created === "key_taken") return { outcome: "key_taken" };
    await recordAudit(ctx, sql, {
      action: "source.created",
      entityType: "source",
      entityId: id,
      before: null,
      after: source,
    });
    return { outcome: "created", id, generatedSecret: pasted === null ? plain : null };
  });
}
