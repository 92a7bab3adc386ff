import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "#server/runtime/embedded/ports.ts";
import { type RunningStackAddress, readRunningStack } from "#server/runtime/start/running-stack-file.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A first start on a loaded machine builds the app, which takes a minute there. */
const READY_WITHIN_MS = 180_000;

/** Stopping in order: the server and workers have 10 s, Redis 10 s, Postgres 20 s. */
const STOP_WITHIN_MS = 45_000;

/** The variables that server/env.ts reads. */
const SETTINGS = /^(?:TIDINGS_.*|DATABASE_URL|REDIS_URL|PORT|HOST|LOG_LEVEL)$/;

export type StackProcess = "supervisor" | "server" | "worker" | "redis" | "postgres";

/** The real product, as `npm start` runs it, on a free port and in a folder of its own. */
export type Stack = {
  readonly url: string;
  readonly dataDir: string;
  /** Opens the page that makes the first admin; undefined once a user exists. */
  readonly setupUrl: string | undefined;
  /** The addresses that the application uses, for looking at its tables. */
  readonly address: RunningStackAddress;
  /** Everything that it has printed so far. */
  readonly output: () => string;
  /** The process id at this moment: it changes when the supervisor starts a process again. */
  readonly pid: (name: StackProcess) => number;
  /** Stops it as Ctrl-C does, and removes its folder unless `keepData` is set. Resolves with the exit code. */
  readonly stop: (options?: { keepData?: boolean }) => Promise<number>;
};

/**
 * Starts Tidings and resolves when it says that it is ready; rejects with its output when it ends before.
 *
 * @param options.dataDir a folder of an earlier stack, to start on it again
 */
export async function startStack(
  options: { env?: Record<string, string>; dataDir?: string } = {},
): Promise<Stack> {
  const dataDir = options.dataDir ?? makeDataFolder();
  const port = await findFreePort();
  const child = spawn(process.execPath, [join(root, "server/runtime/bootstrap/start.mjs")], {
    cwd: root,
    env: { ...neutralEnv(), PORT: String(port), TIDINGS_DATA_DIR: dataDir, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  }
  const output = () => printed.join("");
  try {
    await waitForReadyLine(child, output);
  } catch (error) {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
  const address = readRunningStack(dataDir);
  if (address === undefined)
    throw new Error(`the stack says that it is ready, and has no address:\n${output()}`);
  return {
    url: `http://localhost:${address.port}`,
    dataDir,
    setupUrl: /http:\S+\/setup\?token=\S+/.exec(output())?.[0],
    address,
    output,
    pid: (name) => Number.parseInt(readFileSync(join(dataDir, "run", `${name}.pid`), "utf8"), 10),
    stop: async ({ keepData = false } = {}) => {
      const exitCode = await stopProcess(child);
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
      return exitCode;
    },
  };
}

/** Without the settings of whoever runs the tests, whose database is not to be tested on. */
function neutralEnv(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name));
  return { ...Object.fromEntries(own), NODE_ENV: process.env.NODE_ENV };
}

/** Root's Postgres runs as another user, who must be able to walk through it. */
function makeDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tidings-e2e-"));
  chmodSync(folder, 0o711);
  return folder;
}

function waitForReadyLine(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(deadline);
      reject(new Error(`${why}\n${output()}`));
    };
    const deadline = setTimeout(() => {
      child.kill("SIGTERM");
      fail(`not ready after ${READY_WITHIN_MS / 1000} s:`);
    }, READY_WITHIN_MS);
    child.stdout?.on("data", () => {
      if (!/^Tidings is ready: .*\n/m.test(output())) return;
      clearTimeout(deadline);
      resolve();
    });
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`it ended with exit code ${code}:`));
  });
}

function stopProcess(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error("the stack does not stop")), STOP_WITHIN_MS);
    child.once("exit", (code) => {
      clearTimeout(deadline);
      resolve(code ?? 1);
    });
    child.kill("SIGTERM");
  });
}
