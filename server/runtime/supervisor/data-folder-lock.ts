import { linkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { livingPid, writePidFile } from "./pid-file.ts";

export type LockAttempt =
  | { readonly outcome: "held"; readonly release: () => void }
  | { readonly outcome: "taken"; readonly pid: number };

/**
 * Makes this process the only supervisor of a data folder. A lock whose owner is gone is taken over; link(2)
 * decides between two that try at once.
 */
export function lockDataFolder(dataDir: string): LockAttempt {
  const lock = join(dataDir, "run", "supervisor.pid");
  const mine = `${lock}.${process.pid}`;
  writePidFile(mine, process.pid);
  try {
    const owner = livingPid(lock);
    if (owner !== undefined) return { outcome: "taken", pid: owner };
    rmSync(lock, { force: true });
    linkSync(mine, lock);
    return { outcome: "held", release: () => rmSync(lock, { force: true }) };
  } catch (error) {
    const winner = livingPid(lock);
    if (winner === undefined) throw error;
    return { outcome: "taken", pid: winner };
  } finally {
    rmSync(mine, { force: true });
  }
}
