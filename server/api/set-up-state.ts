import { getRuntime } from "#server/runtime/runtime.ts";
import { isSetUp } from "#server/services/users/is-set-up.ts";
import { isSetUpToken } from "#server/services/users/setup-token.ts";

export type SetUpState = "open" | "wrong_token" | "done";

/** Whether a set-up link may still make the first admin. */
export async function setUpState(token: string): Promise<SetUpState> {
  const { ctx, secret } = await getRuntime();
  if (await isSetUp({ ctx })) return "done";
  return isSetUpToken(secret, token) ? "open" : "wrong_token";
}

/** Whether anybody can sign in yet. */
export async function hasAnAccount(): Promise<boolean> {
  const { ctx } = await getRuntime();
  return isSetUp({ ctx });
}
