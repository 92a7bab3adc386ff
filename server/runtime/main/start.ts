import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidEnvironment, requireEnv } from "../../env.ts";
import { prepareDataFolder } from "../start/data-folder.ts";
import { StartRefused } from "../start/start-refused.ts";
import { startTidings } from "../start/start-tidings.ts";
import { onStopSignal } from "../start/stop-signals.ts";
import { lockDataFolder } from "../supervisor/data-folder-lock.ts";
import { RunningStack } from "../supervisor/running-stack.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

// A terminal or a pipe that went away must not end the stack in disorder.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);

try {
  await main();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const env = requireEnv(process.env);
  const dataDir = resolve(root, env.TIDINGS_DATA_DIR);
  prepareDataFolder(dataDir);
  const lock = lockDataFolder(dataDir);
  if (lock.outcome === "taken") {
    throw new StartRefused(
      `Tidings is running on ${dataDir} already (process ${lock.pid}). ` +
        "Stop that one, or set TIDINGS_DATA_DIR and PORT for a second one.",
    );
  }
  const tell = (program: string, text: string) => process.stderr.write(`${program} │ ${text}\n`);
  const stack = new RunningStack({ dataDir, tell });
  const abort = new AbortController();
  const end = async (exitCode: number) => {
    abort.abort();
    await stack.stop();
    lock.release();
    process.exit(exitCode);
  };
  onStopSignal({
    stop: () => {
      process.stdout.write("\nStopping…\n");
      void end(0);
    },
    hurry: () => stack.hurry(),
  });
  try {
    process.stdout.write(`${await startTidings({ root, env, stack, signal: abort.signal })}\n`);
  } catch (error) {
    if (abort.signal.aborted) return;
    process.stderr.write(`${explain(error)}\n`);
    await end(1);
  }
}

/** A refusal is for the person as it stands; anything else is a bug and keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof StartRefused || error instanceof InvalidEnvironment) return error.message;
  return `Tidings did not start, by a fault of its own: ${error instanceof Error ? error.stack : error}`;
}
