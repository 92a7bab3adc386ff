import { roleOfKey } from "#schemas/api-key.ts";
import type { RateLimit } from "#schemas/source-configuration.ts";
import type { Actor, Ctx } from "../context.ts";
import { findPublisher } from "../sources/find.ts";

/** Who calls with a key. */
export interface KeyHolder {
  readonly keyId: string;
  readonly sourceId: string;
  readonly scopes: readonly string[];
  readonly rateLimit: RateLimit | null;
  /** What the audit names; null for a key that only publishes: no service answers it. */
  readonly actor: Actor | null;
}

/** The holder of an API key; null when it is unknown, or was revoked a second ago or earlier. */
export async function authenticateApiKey(ctx: Ctx, apiKey: string): Promise<KeyHolder | null> {
  const publisher = await findPublisher(ctx, apiKey);
  if (!publisher) return null;
  const { keyId, keyName, scopes, rateLimit, source } = publisher;
  const role = roleOfKey(scopes);
  const actor = role === null ? null : { id: keyId, label: `key "${keyName}"`, role };
  return { keyId, sourceId: source.id, scopes, rateLimit, actor };
}
