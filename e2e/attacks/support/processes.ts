import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AttackSite, Surface } from "./attack-site.ts";

const BYTES_PER_KIB = 1024;

/** The process that answers on a surface now. */
export function pidOf(site: AttackSite, { pid }: Surface): number {
  return pid ?? processOf(site, "server");
}

/** The process id of one of the stack's parts at this moment; 0 while there is none. */
export function processOf({ dataDir }: AttackSite, name: "server" | "postgres"): number {
  const file = join(dataDir, "run", `${name}.pid`);
  return existsSync(file) ? Number.parseInt(readFileSync(file, "utf8"), 10) : 0;
}

const NS_PER_MS = 1e6;

/** What the scheduler has given a thread so far. */
export interface ThreadTimes {
  /** For how long it ran. */
  readonly ranMs: number;
  /** For how long it could have run, and waited for a processor that was busy with others. */
  readonly waitedMs: number;
}

/**
 * Times of a process's main thread, which is the one of its event loop; of the calling thread without a process id. Linux
 * alone says (proc_pid_schedstat in its Documentation/scheduler/sched-stats.rst): elsewhere both are 0.
 */
export function threadTimes(pid?: number): ThreadTimes {
  const path = pid === undefined ? "/proc/thread-self/schedstat" : `/proc/${pid}/task/${pid}/schedstat`;
  const [ran = 0, waited = 0] = existsSync(path) ? readFileSync(path, "utf8").split(" ").map(Number) : [];
  return { ranMs: ran / NS_PER_MS, waitedMs: waited / NS_PER_MS };
}

/** What a process holds in memory, in bytes; 0 when it is gone. */
export function residentBytes(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kib = existsSync(status)
    ? /^VmRSS:\s*(\d+)/m.exec(readFileSync(status, "utf8"))?.[1]
    : spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
  return Number(kib ?? 0) * BYTES_PER_KIB;
}
