import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Stack, type StackProcess, startStack } from "#e2e/support/stack.ts";
import { isAlive } from "#server/runtime/supervisor/process-birth.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The product's promise for a start on a folder that has been used before. */
const SECOND_START_WITHIN_MS = 10_000;

const READY_AGAIN_WITHIN_MS = 30_000;

let stack: Stack;

beforeAll(async () => {
  stack = await startStack();
});

afterAll(() => stack.stop());

async function expectReady(): Promise<void> {
  await vi.waitFor(async () => expect((await fetch(`${stack.url}/api/ready`)).status).toBe(200), {
    timeout: READY_AGAIN_WITHIN_MS,
    interval: 200,
  });
}

/** `npm start` beside the running one; what it answers the person. */
function startBeside(env: Record<string, string>): { exitCode: number | null; text: string } {
  const run = spawnSync(process.execPath, ["server/runtime/bootstrap/start.mjs"], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: READY_AGAIN_WITHIN_MS,
  });
  return { exitCode: run.status, text: run.stdout + run.stderr };
}

function processes(): StackProcess[] {
  const withRedis = stack.address.queueUrl.startsWith("redis");
  return ["worker", "server", "postgres", ...(withRedis ? (["redis"] as const) : [])];
}

describe("npm start", () => {
  test("ends with one line that says where it is and how to make the first admin", () => {
    const last = stack.output().trimEnd().split("\n").at(-1);
    expect(last).toBe(`Tidings is ready: ${stack.url} · create the first admin at ${stack.setupUrl}`);
  });

  test("starts every process again that was killed", async () => {
    for (const name of processes()) {
      const before = stack.pid(name);
      process.kill(before, "SIGKILL");
      await vi.waitFor(() => expect(stack.pid(name)).not.toBe(before), { timeout: 10_000 });
      await expectReady();
    }
  });

  test("refuses a second start on the same folder, and says what to do", () => {
    const beside = startBeside({ TIDINGS_DATA_DIR: stack.dataDir });
    expect(beside).toMatchObject({ exitCode: 1, text: expect.stringContaining("TIDINGS_DATA_DIR and PORT") });
    expect(beside.text).not.toContain("    at ");
  });

  test("refuses a port in use, and says what to do", () => {
    const dataDir = `${stack.dataDir}-beside`;
    const beside = startBeside({ TIDINGS_DATA_DIR: dataDir, PORT: new URL(stack.url).port });
    rmSync(dataDir, { recursive: true, force: true });
    expect(beside).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("is in use by another program"),
    });
  });

  test("clears away what a killed supervisor left", async () => {
    const orphans = processes().map((name) => stack.pid(name));
    process.kill(stack.pid("supervisor"), "SIGKILL");
    await vi.waitFor(() => expect(isAlive(orphans[0] ?? 0)).toBe(true));
    stack = await startStack({ dataDir: stack.dataDir });
    expect(stack.output()).toContain("Stopping what a killed start left");
    expect(orphans.filter(isAlive)).toEqual([]);
  });

  test("stops everything in order when it is asked to, and is ready again within 10 s", async () => {
    const pids = processes().map((name) => stack.pid(name));
    expect(await stack.stop({ keepData: true })).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    const startedAtMs = performance.now();
    stack = await startStack({ dataDir: stack.dataDir });
    expect(performance.now() - startedAtMs).toBeLessThan(SECOND_START_WITHIN_MS);
  });
});
