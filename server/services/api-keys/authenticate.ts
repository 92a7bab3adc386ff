import { findLiveApiKey } from "#db/queries/api-keys.ts";
import { roleOfKey } from "#schemas/api-key.ts";
import type { Actor, Ctx } from "../context.ts";
import { hashApiKey } from "../sources/directory.ts";

/** Who calls with a key. */
export interface KeyHolder {
  readonly keyId: string;
  readonly sourceId: string;
  readonly scopes: readonly string[];
  /** What the audit names; null for a key that only publishes: no service answers it. */
  readonly actor: Actor | null;
}

/**
 * The holder of an API key; null when it is unknown or revoked. Asks the database, by the key's hash: a revoked key
 * is refused from the next request on, and the time taken tells nothing of the key.
 */
export async function authenticateApiKey(ctx: Ctx, apiKey: string): Promise<KeyHolder | null> {
  const row = await findLiveApiKey(ctx.db.sql, hashApiKey(apiKey));
  if (row === null) return null;
  const { id, sourceId, name, scopes } = row;
  const role = roleOfKey(scopes);
  const actor = role === null ? null : { id, label: `key "${name}"`, role };
  return { keyId: id, sourceId, scopes, actor };
}
