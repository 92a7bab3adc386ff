import { chmodSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { StartRefused } from "../start/start-refused.ts";
import type { ChildSpec } from "../supervisor/child-spec.ts";
import { isAlive } from "../supervisor/process-birth.ts";
import { rememberedPort } from "./ports.ts";
import { choosePostgresAccount } from "./postgres-account.ts";
import { ensureCluster, POSTGRES_SUPERUSER } from "./postgres-cluster.ts";
import { findPostgresPrograms } from "./postgres-programs.ts";
import { postgresSettings } from "./postgres-settings.ts";
import type { Secrets } from "./secrets.ts";

/** A fast shutdown ends the sessions and writes one checkpoint, seconds at most on a small disk. */
const STOP_WITHIN_MS = 20_000;

/** A server across a continent answers in a second; one that takes longer is down or behind a firewall. */
const CONNECT_TIMEOUT_MS = 5000;

/** How to run the embedded Postgres of a data folder, and how its owner reaches a database of it. */
export type EmbeddedPostgres = { readonly spec: ChildSpec; readonly ownerUrl: (database: string) => string };

/**
 * Makes the cluster if missing and says how to run it; the caller supervises it. Nothing may run on the folder
 * when this is called: the caller holds the data folder's lock and has stopped orphans.
 */
export async function prepareEmbeddedPostgres(dataDir: string, secrets: Secrets): Promise<EmbeddedPostgres> {
  const programs = findPostgresPrograms();
  const account = choosePostgresAccount(programs.postgres, [join(dataDir, "postgres"), dataDir]);
  const cluster = ensureCluster({
    dataDir,
    initdb: programs.initdb,
    account,
    password: secrets.postgresPassword,
  });
  chmodSync(cluster, 0o700);
  clearStalePidFile(cluster);
  const port = await rememberedPort(dataDir, "postgres");
  const launch = account.launch(programs.postgres, ["-D", cluster, ...postgresSettings({ port })]);
  return {
    spec: { name: "postgres", ...launch, cwd: "/", stopSignal: "SIGINT", stopWithinMs: STOP_WITHIN_MS },
    ownerUrl: (database) =>
      `postgres://${POSTGRES_SUPERUSER}:${secrets.postgresPassword}@127.0.0.1:${port}/${database}`,
  };
}

/** One connection and one query; what went wrong, if anything did. */
export async function probePostgres(url: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end();
  }
}

/**
 * After a crash the pid in `postmaster.pid` may belong to another process by now; Postgres would refuse to start
 * for it. A real postmaster there means that somebody started this cluster by hand.
 */
function clearStalePidFile(cluster: string): void {
  const path = join(cluster, "postmaster.pid");
  if (!existsSync(path)) return;
  const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
  const command = commandLine(pid);
  if (isAlive(pid) && command === undefined) return;
  if (command?.includes("postgres")) {
    throw new StartRefused(
      `Another Postgres (process ${pid}) runs on ${cluster}. Stop it, or choose another TIDINGS_DATA_DIR.`,
    );
  }
  rmSync(path, { force: true });
}

/** Undefined for a process that is gone, and on systems without /proc: there the file is left to Postgres. */
function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return undefined;
  }
}
