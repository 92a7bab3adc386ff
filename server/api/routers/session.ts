import { setUpInput } from "#schemas/first-admin.ts";
import { createFirstAdmin } from "#server/services/users/create-first-admin.ts";
import { isSetUpToken } from "#server/services/users/setup-token.ts";
import { refusal } from "../refusal.ts";
import { openProcedure, router } from "../trpc.ts";

/** Who is signed in, and the first account of an installation. */
export const sessionRouter = router({
  setUp: openProcedure.input(setUpInput).mutation(async ({ ctx, input }) => {
    const { token, ...admin } = input;
    if (!isSetUpToken(ctx.runtime.secret, token)) {
      throw refusal(
        "FORBIDDEN",
        "wrong_token",
        "This set-up link is not valid. Use the one that the server printed.",
      );
    }
    const result = await createFirstAdmin({ ctx: ctx.runtime.ctx, input: admin });
    switch (result.outcome) {
      case "created":
        return { userId: result.userId };
      case "users_exist":
        throw refusal("CONFLICT", "users_exist", "The first admin exists already. Sign in instead.");
    }
  }),
});
