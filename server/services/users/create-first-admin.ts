import { hashPassword } from "better-auth/crypto";
import { hasUsers, insertAdmin, lockFirstAdmin } from "#db/queries/users.ts";
import { type FirstAdminInput, firstAdminInput } from "#schemas/first-admin.ts";
import { recordAudit } from "../audit/record.ts";
import type { Ctx } from "../context.ts";

export type CreateFirstAdminResult =
  | { readonly outcome: "created"; readonly userId: string }
  | { readonly outcome: "users_exist" };

/**
 * Makes the first admin of an installation without users; afterwards it only says `users_exist`. Safe to call
 * twice at once: one of the calls creates.
 */
export async function createFirstAdmin(args: {
  ctx: Ctx;
  input: FirstAdminInput;
}): Promise<CreateFirstAdminResult> {
  const { ctx } = args;
  const { name, email, password } = firstAdminInput.parse(args.input);
  if (await hasUsers(ctx.db.sql)) return { outcome: "users_exist" };
  const passwordHash = await hashPassword(password);
  const userId = ctx.newId();
  return ctx.db.sql.begin(async (transaction): Promise<CreateFirstAdminResult> => {
    await lockFirstAdmin(transaction);
    if (await hasUsers(transaction)) return { outcome: "users_exist" };
    await insertAdmin(transaction, { id: userId, accountId: ctx.newId(), name, email, passwordHash });
    await recordAudit({ ...ctx, actor: { id: userId, label: email, role: "admin" } }, transaction, {
      action: "user.created",
      entityType: "user",
      entityId: userId,
      before: null,
      after: { name, email, role: "admin" },
    });
    return { outcome: "created", userId };
  });
}
