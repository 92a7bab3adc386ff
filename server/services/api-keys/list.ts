import { type ApiKeyListRow, listApiKeys as listRows } from "#db/queries/api-keys.ts";
import { listApiKeysInput } from "#schemas/api-key.ts";
import { PAGE_ROWS } from "#schemas/page.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

export interface ApiKeyPage {
  readonly rows: readonly ApiKeyListRow[];
  readonly nextCursor: string | null;
}

/** A page of a source's keys, live and revoked, the newest first: what tells them apart, never the key. */
export async function listApiKeys(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ApiKeyPage> {
  requirePermission(args.ctx.actor, "sources.read");
  const { sourceId, cursor } = listApiKeysInput.parse(args.input);
  const before = cursor ?? null;
  const found = await listRows(args.ctx.db.sql, { sourceId, before, limit: PAGE_ROWS + 1 });
  const rows = found.slice(0, PAGE_ROWS);
  return { rows, nextCursor: found.length > PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
}
