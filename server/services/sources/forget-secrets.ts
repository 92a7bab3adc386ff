import { deleteExpiredSecrets } from "#db/queries/sources.ts";
import type { Ctx } from "../context.ts";

/** For so long a request that is signed with an old secret is told that it is one. */
const KEPT_AFTER_EXPIRY_MS = 30 * 24 * 60 * 60 * 1000;

/** Deletes secrets that expired a month ago. */
export async function forgetExpiredSecrets({
  ctx,
}: {
  readonly ctx: Pick<Ctx, "db" | "clock">;
}): Promise<void> {
  await deleteExpiredSecrets(ctx.db.sql, new Date(ctx.clock().getTime() - KEPT_AFTER_EXPIRY_MS));
}
