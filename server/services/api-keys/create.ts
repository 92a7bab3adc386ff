import { randomBytes } from "node:crypto";
import { z } from "zod";
import { insertApiKey } from "#db/queries/sources.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { hashApiKey } from "../sources/directory.ts";

/** 256 bits: cannot be guessed, and a plain SHA-256 of it cannot be inverted. */
const KEY_BYTES = 32;

/** What a person sees of a key later: enough to tell keys apart. */
const PREFIX_CHARACTERS = 12;

const createInput = z.object({ sourceId: z.uuid(), name: z.string().trim().min(1).max(120) });

/** Makes a publisher's key. It is returned this once; only its hash is kept. */
export async function createApiKey({
  ctx,
  input,
}: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<{ readonly id: string; readonly key: string }> {
  requirePermission(ctx.actor, "keys.write");
  const { sourceId, name } = createInput.parse(input);
  const id = ctx.newId();
  const key = `tid_${randomBytes(KEY_BYTES).toString("base64url")}`;
  const prefix = key.slice(0, PREFIX_CHARACTERS);
  await ctx.db.sql.begin(async (sql) => {
    await insertApiKey(sql, { id, sourceId, name, prefix, hash: hashApiKey(key) });
    await recordAudit(ctx, sql, {
      action: "key.created",
      entityType: "api_key",
      entityId: id,
      before: null,
      after: { sourceId, name, prefix },
    });
  });
  return { id, key };
}
