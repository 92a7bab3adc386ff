import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const runningStack = z.object({ port: z.number().int(), databaseUrl: z.string(), queueUrl: z.string() });

/** How commands beside the server (the demo, the benchmark) reach what `npm start` runs. */
export type RunningStackAddress = z.infer<typeof runningStack>;

/** Written when a start is ready, for its owner's eyes alone: it holds the application role's password. */
export function writeRunningStack(dataDir: string, address: RunningStackAddress): void {
  writeFileSync(join(dataDir, "run", "stack.json"), `${JSON.stringify(address, null, 2)}\n`, { mode: 0o600 });
}

/** Of the last start on this folder, which may have ended; undefined when there was none. */
export function readRunningStack(dataDir: string): RunningStackAddress | undefined {
  try {
    return runningStack.parse(JSON.parse(readFileSync(join(dataDir, "run", "stack.json"), "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
