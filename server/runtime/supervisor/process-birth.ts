import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Field 22 of /proc/<pid>/stat (proc(5)) counted from the state, field 3, which follows the command's ")". */
const START_TIME_FIELD = 22 - 3;

/**
 * A mark that no two processes with the same id share: the boot and the tick of its start. Pid files keep it so
 * that a process id which the system gave to somebody else is never taken for ours, and never killed.
 *
 * Undefined when the process is gone, or is a zombie that waits for its parent.
 */
export function processBirth(pid: number): string | undefined {
  return existsSync("/proc/self/stat") ? birthFromProc(pid) : birthFromPs(pid);
}

/** Whether a process with this id runs now, whoever owns it. */
export function isAlive(pid: number): boolean {
  return processBirth(pid) !== undefined;
}

function birthFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[START_TIME_FIELD]}`;
  } catch {
    return undefined;
  }
}

function birthFromPs(pid: number): string | undefined {
  const run = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const [state, ...started] = run.stdout?.trim().split(/\s+/) ?? [];
  return run.status !== 0 || state === undefined || state.startsWith("Z") ? undefined : started.join(" ");
}
