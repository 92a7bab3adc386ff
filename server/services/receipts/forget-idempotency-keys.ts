import { deleteIdempotencyKeys } from "#db/queries/idempotency.ts";
import type { Ctx } from "../context.ts";
import { IDEMPOTENCY_WINDOW_MS } from "./write.ts";

/** Deletes Idempotency-Keys that may be used anew. */
export async function forgetIdempotencyKeys({
  ctx,
}: {
  readonly ctx: Pick<Ctx, "db" | "clock">;
}): Promise<void> {
  await deleteIdempotencyKeys(ctx.db.sql, new Date(ctx.clock().getTime() - IDEMPOTENCY_WINDOW_MS));
}
