import { randomBytes } from "node:crypto";
import { insertApiKey } from "#db/queries/api-keys.ts";
import { readSource } from "#db/queries/sources.ts";
import { apiKeyInput } from "#schemas/api-key.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { hashApiKey } from "../sources/directory.ts";

/** 256 bits: cannot be guessed, and a plain SHA-256 of it cannot be inverted. */
const KEY_BYTES = 32;

/** What a person sees of a key later: enough to tell keys apart. */
const PREFIX_CHARACTERS = 12;

export type CreateApiKeyResult =
  | {
      readonly outcome: "created";
      readonly id: string;
      /** In plain, this once: only its hash is kept. */
      readonly key: string;
    }
  /** There is no such source, or it is one of webhooks, which are signed instead. */
  | { readonly outcome: "takes_no_keys" };

/** Makes a key of a publisher or of a program that reads or manages. */
export async function createApiKey({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<CreateApiKeyResult> {
  requirePermission(ctx.actor, "keys.write");
  const { sourceId, name, scopes, rateLimit } = apiKeyInput.parse(input);
  const id = ctx.newId();
  const key = `tid_${randomBytes(KEY_BYTES).toString("base64url")}`;
  const prefix = key.slice(0, PREFIX_CHARACTERS);
  return await ctx.db.sql.begin(async (sql): Promise<CreateApiKeyResult> => {
    const source = await readSource(sql, sourceId);
    if (source?.preset !== "native") return { outcome: "takes_no_keys" };
    await insertApiKey(sql, { id, sourceId, name, prefix, scopes, rateLimit, hash: hashApiKey(key) });
    await recordAudit(ctx, sql, {
      action: "key.created",
      entityType: "api_key",
      entityId: id,
      before: null,
      after: { sourceId, name, prefix, scopes, rateLimit },
    });
    return { outcome: "created", id, key };
  });
}
