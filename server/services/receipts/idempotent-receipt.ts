import { readIdempotencyKey } from "#db/queries/idempotency.ts";
import type { Ctx } from "../context.ts";
import type { IdempotencyClaim } from "./write.ts";

export type IdempotentReceipt =
  /** The key came with these very bytes before. */
  { readonly outcome: "same"; readonly receiptId: string } | { readonly outcome: "other_request" };

/**
 * What a used Idempotency-Key stands for (draft-ietf-httpapi-idempotency-key-header).
 *
 * @throws when the key is not there any more: it ran out in this very moment, and the request can be sent again
 */
export async function readIdempotentReceipt(ctx: Ctx, claim: IdempotencyClaim): Promise<IdempotentReceipt> {
  const used = await readIdempotencyKey(ctx.db.sql, claim.apiKeyId, claim.key);
  if (used === null) throw new Error("The Idempotency-Key was used, and is not known.");
  if (!Buffer.from(used.fingerprint).equals(claim.fingerprint)) return { outcome: "other_request" };
  return { outcome: "same", receiptId: used.receiptId };
}
