import { loadSecrets } from "#server/runtime/embedded/secrets.ts";
import { readRunningStack } from "#server/runtime/start/running-stack-file.ts";

/**
 * The settings that the processes of a data folder's last start were given, to work on its database from outside;
 * undefined when nothing was ever started there.
 */
export function runningSettings(dataDir: string): Record<string, string> | undefined {
  const stack = readRunningStack(dataDir);
  if (!stack) return undefined;
  return {
    DATABASE_URL: stack.databaseUrl,
    TIDINGS_QUEUE_URL: stack.queueUrl,
    TIDINGS_SECRET: process.env.TIDINGS_SECRET || loadSecrets(dataDir).tidingsSecret,
    TIDINGS_DATA_DIR: dataDir,
    PORT: stack.port.toString(),
  };
}
