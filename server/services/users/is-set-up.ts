import { hasUsers } from "#db/queries/users.ts";
import type { Ctx } from "../context.ts";

/** Whether somebody can sign in already. Until then the set-up link is open. */
export function isSetUp({ ctx }: { ctx: Pick<Ctx, "db"> }): Promise<boolean> {
  return hasUsers(ctx.db.sql);
}
