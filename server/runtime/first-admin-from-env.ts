import { createFirstAdmin } from "../services/users/create-first-admin.ts";
import type { Runtime } from "./runtime.ts";

/** For machines without a person: TIDINGS_ADMIN_EMAIL and TIDINGS_ADMIN_PASSWORD make the first admin. */
export async function createFirstAdminFromEnv({ env, ctx }: Pick<Runtime, "env" | "ctx">): Promise<void> {
  const { TIDINGS_ADMIN_EMAIL: email, TIDINGS_ADMIN_PASSWORD: password } = env;
  if (email === undefined || password === undefined) return;
  const result = await createFirstAdmin({ ctx, input: { name: "Admin", email, password } });
  if (result.outcome === "created") ctx.log.info({ email }, "made the first admin");
}
