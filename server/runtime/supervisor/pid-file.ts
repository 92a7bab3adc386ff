import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { processBirth } from "./process-birth.ts";

/** Writes the process's id on the first line and its birth mark on the second. */
export function writePidFile(path: string, pid: number): void {
  writeFileSync(path, `${pid}\n${processBirth(pid) ?? ""}\n`);
}

export function removePidFile(path: string): void {
  rmSync(path, { force: true });
}

/** The id of the process that the file was written for, if that very process still runs. */
export function livingPid(path: string): number | undefined {
  const [pidText, birth] = readLines(path);
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 1 || birth === undefined || birth === "") return undefined;
  return processBirth(pid) === birth ? pid : undefined;
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}
