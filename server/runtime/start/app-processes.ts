import { join } from "node:path";
import { step } from "../bootstrap/progress.mjs";
import type { ChildSpec } from "../supervisor/child-spec.ts";
import type { RunningStack } from "../supervisor/running-stack.ts";
import { waitUntilReady } from "../supervisor/wait-until-ready.ts";

/** Requests in flight and the jobs of a worker finish in this time, or come again after the next start. */
const STOP_WITHIN_MS = 10_000;

/** /api/ready asks the database and the queue, each with its own shorter limit. */
const PROBE_TIMEOUT_MS = 5000;

/** What the server and the worker are told beyond what the person has set. */
export type AppEnv = {
  readonly DATABASE_URL: string;
  readonly TIDINGS_QUEUE_URL: string;
  readonly TIDINGS_SECRET: string;
  readonly TIDINGS_DATA_DIR: string;
  readonly PORT: string;
  readonly HOST: string;
};

/** Starts the server and the worker, and waits until events can be accepted and are consumed. */
export async function startAppProcesses(root: string, stack: RunningStack, env: AppEnv): Promise<void> {
  await step("Starting the server and the worker", async () => {
    const server = stack.start(appProcess(root, "server", "server/runtime/main/server.ts", env));
    const worker = stack.start(appProcess(root, "worker", "workers/main.ts", env));
    await waitUntilReady([server, worker], () => probeReady(readyUrl(env)));
  });
}

function appProcess(root: string, name: string, script: string, env: AppEnv): ChildSpec {
  return {
    name,
    command: process.execPath,
    args: [join(root, script)],
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: "production" },
    stopSignal: "SIGTERM",
    stopWithinMs: STOP_WITHIN_MS,
  };
}

function readyUrl({ HOST, PORT }: AppEnv): string {
  const wildcard = HOST === "0.0.0.0" || HOST === "::";
  const host = wildcard ? "127.0.0.1" : HOST.includes(":") ? `[${HOST}]` : HOST;
  return `http://${host}:${PORT}/api/ready`;
}

async function probeReady(url: string): Promise<Error | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    const body = await response.text();
    return response.ok ? undefined : new Error(`${url} answers ${response.status}: ${body.slice(0, 500)}`);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
