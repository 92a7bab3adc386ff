import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { eventually } from "#e2e/support/publish.ts";
import { findFreePort } from "#server/runtime/embedded/ports.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The built app as `next start` serves it: the doors are answered by their Next routes, and by nothing before them. */
export interface NextServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** @param settings those of a running stack's processes, whose database and queue it shares */
export async function startNextServer(settings: Readonly<Record<string, string>>): Promise<NextServer> {
  const port = await findFreePort();
  const args = ["node_modules/next/dist/bin/next", "start", "--port", `${port}`, "--hostname", "127.0.0.1"];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...settings, PORT: `${port}`, NODE_ENV: "production" },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(() => isHealthy(child, url));
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}

async function isHealthy(child: ChildProcess, url: string): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`next start ended with exit code ${child.exitCode}.`);
  const response = await fetch(`${url}/api/health`).catch(() => null);
  return response?.ok ?? false;
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
