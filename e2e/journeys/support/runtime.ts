import { DATA_DIR } from "#e2e/support/browser-stack.ts";
import { runningSettings } from "#e2e/support/running-settings.ts";
import type { Role } from "#schemas/role.ts";
import { requireEnv } from "#server/env.ts";
import { createRuntime, type Runtime } from "#server/runtime/runtime.ts";
import { ADA } from "./person.ts";

/** Works on the run's database from outside of its processes, for what no page can do yet. */
export async function withRuntime<Result>(work: (runtime: Runtime) => Promise<Result>): Promise<Result> {
  const dataDir = process.env[DATA_DIR] ?? "";
  const settings = runningSettings(dataDir);
  if (!settings) throw new Error(`Nothing runs on ${dataDir}.`);
  const runtime = await createRuntime(requireEnv({ ...settings, LOG_LEVEL: "silent" }), "server");
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}

/** Gives Ada a role while `work` runs, and her own back after it. */
export async function withRole(role: Role, work: () => Promise<void>): Promise<void> {
  const set = (value: Role) =>
    withRuntime(({ ctx }) => ctx.db.sql`update users set role = ${value} where email = ${ADA.email}`);
  await set(role);
  try {
    await work();
  } finally {
    await set("admin");
  }
}
