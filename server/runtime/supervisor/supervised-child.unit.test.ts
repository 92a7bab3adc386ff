import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ChildSpec } from "./child-spec.ts";
import { stopOrphans } from "./orphans.ts";
import { livingPid } from "./pid-file.ts";
import { isAlive } from "./process-birth.ts";
import { SupervisedChild } from "./supervised-child.ts";

let dataDir: string;
let told: string[];

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tidings-child-"));
  for (const folder of ["run", "logs"]) mkdirSync(join(dataDir, folder));
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function start(name: string, script: string, extra: Partial<ChildSpec> = {}): SupervisedChild {
  told = [];
  return new SupervisedChild(
    {
      name,
      command: process.execPath,
      args: ["-e", script],
      cwd: dataDir,
      stopSignal: "SIGTERM",
      stopWithinMs: 2000,
      ...extra,
    },
    { dataDir, tell: (program, text) => told.push(`${program}: ${text}`) },
  );
}

async function pidOf(name: string): Promise<number> {
  return await vi.waitFor(() => {
    const pid = livingPid(join(dataDir, "run", `${name}.pid`));
    if (pid === undefined) throw new Error(`${name} does not run`);
    return pid;
  });
}

async function logContains(name: string, text: string): Promise<void> {
  await vi.waitFor(() => expect(readFileSync(join(dataDir, "logs", `${name}.log`), "utf8")).toContain(text), {
    timeout: 5000,
  });
}

const FOREVER = "setInterval(() => {}, 1000); console.log('up')";

test("a killed program is started again, and stays away once it was stopped", async () => {
  const child = start("worker", FOREVER);
  const first = await pidOf("worker");
  process.kill(first, "SIGKILL");
  await vi.waitFor(async () => expect(await pidOf("worker")).not.toBe(first), { timeout: 5000 });
  expect(child.restarts).toBe(1);
  expect(told).toContain("worker: ended (signal SIGKILL); starting it again in 0.1 s");
  const second = await pidOf("worker");
  await child.stop();
  expect(isAlive(second)).toBe(false);
  expect(livingPid(join(dataDir, "run", "worker.pid"))).toBeUndefined();
});

test("a program that does not listen is killed when its time is over", async () => {
  const child = start("deaf", `process.on("SIGTERM", () => {}); ${FOREVER}`, { stopWithinMs: 200 });
  await logContains("deaf", "up");
  const pid = await pidOf("deaf");
  await child.stop();
  expect(isAlive(pid)).toBe(false);
});

test("a program that cannot be found is told of, and a stop ends the tries", async () => {
  const child = start("missing", "", { command: "/no/such/program" });
  await vi.waitFor(() => expect(told.join()).toContain("ENOENT"), { timeout: 5000 });
  await child.stop();
});

test("what it prints is in its log, what a person should see is told, and its input arrives", async () => {
  const child = start("reader", "process.stdin.pipe(process.stdout); setInterval(() => {}, 1000)", {
    input: `${JSON.stringify({ level: 30, msg: "quiet" })}\n${JSON.stringify({ level: 50, msg: "loud" })}\n`,
  });
  await logContains("reader", "loud");
  await child.stop();
  expect(told).toEqual(["reader: loud"]);
  expect(child.lastLines()).toContain("quiet");
});

test("what a killed supervisor left is found and stopped", async () => {
  const child = start("server", FOREVER);
  await logContains("server", "up");
  const pid = await pidOf("server");
  const stopped = stopOrphans(dataDir);
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  await child.stop();
  expect(await stopped).toEqual(["server"]);
});
