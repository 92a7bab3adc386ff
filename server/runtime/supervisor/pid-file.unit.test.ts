import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockDataFolder } from "./data-folder-lock.ts";
import { livingPid, writePidFile } from "./pid-file.ts";
import { processBirth } from "./process-birth.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tidings-pid-"));
  mkdirSync(join(folder, "run"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that lives until it is killed, and no longer than the test may take. */
function sleeper() {
  return spawn("sleep", ["60"], { stdio: "ignore" });
}

test("a pid file names its process while that lives, and nobody after", async () => {
  const child = sleeper();
  const path = join(folder, "run", "child.pid");
  writePidFile(path, child.pid ?? 0);
  expect(livingPid(path)).toBe(child.pid);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(livingPid(path)).toBeUndefined();
});

test("a process id that another process has by now is not taken for ours", async () => {
  const child = sleeper();
  const path = join(folder, "run", "recycled.pid");
  writeFileSync(path, `${child.pid}\nanother-boot/1\n`);
  expect(livingPid(path)).toBeUndefined();
  child.kill("SIGKILL");
  await once(child, "exit");
});

test("two processes differ in their birth, even when they were born in one second", async () => {
  const first = sleeper();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const third = sleeper();
  expect(processBirth(first.pid ?? 0)).not.toBe(processBirth(third.pid ?? 0));
  for (const child of [first, third]) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});

test.each(["", "not a number\nx\n", "1\nx\n", "4242"])("a damaged pid file (%j) names nobody", (text) => {
  const path = join(folder, "run", "damaged.pid");
  writeFileSync(path, text);
  expect(livingPid(path)).toBeUndefined();
});

test("a data folder has one supervisor; a dead one's lock is taken over", async () => {
  const lock = join(folder, "run", "supervisor.pid");
  const other = sleeper();
  writePidFile(lock, other.pid ?? 0);
  expect(lockDataFolder(folder)).toEqual({ outcome: "taken", pid: other.pid });
  other.kill("SIGKILL");
  await once(other, "exit");
  const attempt = lockDataFolder(folder);
  expect(attempt.outcome).toBe("held");
  expect(readFileSync(lock, "utf8")).toBe(`${process.pid}\n${processBirth(process.pid)}\n`);
  if (attempt.outcome === "held") attempt.release();
  expect(livingPid(lock)).toBeUndefined();
});
