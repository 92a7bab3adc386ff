import { requireEnv } from "#server/env.ts";
import { createRuntime, type Runtime } from "#server/runtime/runtime.ts";
import type { ActorCtx } from "#server/services/context.ts";
import { ensureNativeSource } from "#server/services/sources/ensure-native.ts";
import type { TestDatabase } from "./test-database.ts";

/** A process's runtime on a test database, with the application's own rights. Loopback may be called. */
export async function createTestRuntime(database: TestDatabase, queueUrl: string): Promise<Runtime> {
  const env = requireEnv({
    DATABASE_URL: database.appUrl,
    TIDINGS_QUEUE_URL: queueUrl,
    TIDINGS_SECRET: database.secret,
    TIDINGS_OUTBOUND_ALLOW: "127.0.0.0/8",
    TIDINGS_MAX_BODY_BYTES: "65536",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
  });
  const runtime = await createRuntime(env, "server");
  await ensureNativeSource({ ctx: runtime.ctx });
  return runtime;
}

/** The runtime's context, acting for an admin. */
export function asAdmin({ ctx }: Pick<Runtime, "ctx">): ActorCtx {
  return { ...ctx, actor: { id: "test-admin", label: "admin@example.com", role: "admin" } };
}
