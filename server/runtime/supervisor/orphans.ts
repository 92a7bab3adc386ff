import { readdirSync } from "node:fs";
import { join } from "node:path";
import { livingPid, removePidFile } from "./pid-file.ts";
import { isAlive } from "./process-birth.ts";

/** What a stop in order may take; then it is killed. */
const STOP_WITHIN_MS = 10_000;
const POLL_MS = 50;

/** The order of a stop: those who use the others go first, and those of one row together. */
const STOP_ORDER = [["server", "worker"], ["redis"], ["postgres"]];

/**
 * Stops what a supervisor that was killed left running, by the pid files of the data folder. Call it with the
 * folder's lock held. Returns the names of those that were stopped.
 */
export async function stopOrphans(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, "run");
  const present = readdirSync(folder)
    .filter((file) => file.endsWith(".pid"))
    .map((file) => file.slice(0, -".pid".length));
  const stopped: string[] = [];
  for (const names of STOP_ORDER) {
    const known = names.filter((name) => present.includes(name));
    const ended = await Promise.all(known.map((name) => stopOrphan(folder, name)));
    stopped.push(...known.filter((_, index) => ended[index]));
  }
  return stopped;
}

/** @returns whether it was alive */
async function stopOrphan(folder: string, name: string): Promise<boolean> {
  const path = join(folder, `${name}.pid`);
  const pid = livingPid(path);
  if (pid !== undefined) await stopProcess(pid, name === "postgres" ? "SIGINT" : "SIGTERM");
  removePidFile(path);
  return pid !== undefined;
}

async function stopProcess(pid: number, signal: NodeJS.Signals): Promise<void> {
  process.kill(pid, signal);
  const deadline = performance.now() + STOP_WITHIN_MS;
  while (isAlive(pid)) {
    if (performance.now() > deadline) process.kill(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
