import { resolve } from "node:path";
import type { Env } from "../../env.ts";
import { step } from "../bootstrap/progress.mjs";
import { loadSecrets } from "../embedded/secrets.ts";
import { stopOrphans } from "../supervisor/orphans.ts";
import type { RunningStack } from "../supervisor/running-stack.ts";
import { startAppProcesses } from "./app-processes.ts";
import { buildWhenChanged } from "./build-app.ts";
import { checkPort } from "./check-port.ts";
import { migrateDatabase, startDatabase } from "./database.ts";
import { startRedis } from "./queue.ts";
import { readyLine } from "./ready-line.ts";
import { writeRunningStack } from "./running-stack-file.ts";

/**
 * Brings everything up, in the order in which the parts need each other. The data folder is there and locked.
 *
 * @returns the line that ends a start @throws StartRefused for what the person can put right
 */
export async function startTidings(options: {
  root: string;
  env: Env;
  stack: RunningStack;
  signal: AbortSignal;
}): Promise<string> {
  const { root, env, stack, signal } = options;
  const orphans = await stopOrphans(stack.dataDir);
  if (orphans.length > 0) {
    await step("Stopping what a killed start left", (say) => say(orphans.join(", ")));
  }
  await checkPort(env.PORT, env.HOST);
  const secrets = loadSecrets(stack.dataDir);
  const secret = env.TIDINGS_SECRET ?? secrets.tidingsSecret;
  const ownerUrl = await startDatabase(env, secrets, stack);
  const redisUrl = await startRedis(env, secrets, stack);
  const appUrl = await migrateDatabase({ env, ownerUrl, secret, queueOnPostgres: redisUrl === undefined });
  await buildWhenChanged(root, signal);
  const queueUrl = redisUrl ?? appUrl;
  await startAppProcesses(root, stack, {
    DATABASE_URL: appUrl,
    TIDINGS_QUEUE_URL: queueUrl,
    TIDINGS_SECRET: secret,
    TIDINGS_DATA_DIR: resolve(stack.dataDir),
    PORT: String(env.PORT),
    HOST: env.HOST,
  });
  writeRunningStack(stack.dataDir, { port: env.PORT, databaseUrl: appUrl, queueUrl });
  return await readyLine(env, ownerUrl, secret);
}
