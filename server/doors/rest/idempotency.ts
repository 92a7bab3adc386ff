import { createHash } from "node:crypto";
import type { IdempotencyClaim } from "#server/services/receipts/write.ts";

/** As long as the column; UUIDs, which the draft recommends, have 36. */
const MAX_KEY_CHARACTERS = 255;

/** What goes on in a header's value, without the quotes of a structured string. */
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

export type IdempotencyReading =
  | { readonly outcome: "none" }
  | { readonly outcome: "key"; readonly key: string }
  | { readonly outcome: "invalid"; readonly message: string };

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07). The draft has it in quotes, as a structured
 * string; most clients leave them out, so both are taken, and are the same key.
 */
export function readIdempotencyKey(headers: Headers): IdempotencyReading {
  const value = headers.get("idempotency-key");
  if (value === null) return { outcome: "none" };
  const key = /^"(.*)"$/.exec(value)?.[1] ?? value;
  if (KEY.test(key) && key.length <= MAX_KEY_CHARACTERS) return { outcome: "key", key };
  const message = `The Idempotency-Key must be 1 to ${MAX_KEY_CHARACTERS} printable ASCII characters. A UUID is best.`;
  return { outcome: "invalid", message };
}

/** What of the headers makes another event of the same body. */
function saysSomething(name: string): boolean {
  return name === "content-type" || name === "content-encoding" || name.startsWith("ce-");
}

/** A publisher's key, with the SHA-256 of what it came with: the body, and the headers that say what is in it. */
export function claimFor(
  apiKeyId: string,
  key: string,
  headers: Headers,
  body: Uint8Array,
): IdempotencyClaim {
  const said = [...headers].filter(([name]) => saysSomething(name));
  const fingerprint = createHash("sha256").update(JSON.stringify(said)).update(body).digest();
  return { apiKeyId, key, fingerprint };
}
