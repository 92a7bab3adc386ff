import { type ApiKeyScope, keyMay } from "#schemas/api-key.ts";
import { authenticateApiKey, type KeyHolder } from "#server/services/api-keys/authenticate.ts";
import type { Actor, Ctx } from "#server/services/context.ts";
import { apiKeyOf } from "../api-key-of.ts";
import { type Refused, refused } from "./answer.ts";

export type Authentication =
  | { readonly outcome: "authenticated"; readonly key: KeyHolder; readonly actor: Actor }
  | (Refused & { readonly keyId: string | null });

/** One answer whether a key is missing, mistyped or revoked: guessing teaches nothing (RFC 6750, section 3). */
const UNAUTHENTICATED: Refused = refused(
  401,
  "unverified",
  "Send a live API key as `Authorization: Bearer <key>` or as `X-API-Key: <key>`.",
  { headers: { "www-authenticate": 'Bearer realm="tidings"' } },
);

/** Who asks, when their key has the scope. */
export async function authenticate(ctx: Ctx, headers: Headers, scope: ApiKeyScope): Promise<Authentication> {
  const apiKey = apiKeyOf(headers);
  const key = apiKey === null ? null : await authenticateApiKey(ctx, apiKey);
  if (key === null) return { ...UNAUTHENTICATED, keyId: null };
  const { actor } = key;
  if (actor !== null && keyMay(key.scopes, scope)) return { outcome: "authenticated", key, actor };
  const challenge = `Bearer realm="tidings", error="insufficient_scope", scope="${scope}"`;
  const detail = `This API key lacks the scope "${scope}". Use one that has it, or ask an admin for one.`;
  return {
    ...refused(403, "missing_scope", detail, { headers: { "www-authenticate": challenge } }),
    keyId: key.keyId,
  };
}
