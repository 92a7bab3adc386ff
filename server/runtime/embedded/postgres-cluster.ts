import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FOREIGN_ENV } from "../supervisor/child-spec.ts";
import type { Account } from "./postgres-account.ts";

/** The embedded cluster's superuser; the application never connects as it. */
export const POSTGRES_SUPERUSER = "tidings";

/**
 * Makes the cluster in `<dataDir>/postgres` unless it is there. It is made aside and renamed, so a start that was
 * killed half-way leaves nothing that looks like a database.
 *
 * The builtin C.UTF-8 locale sorts by code point, equally on every machine and for ever: a libc update cannot
 * break its indexes.
 */
export function ensureCluster(options: {
  dataDir: string;
  initdb: string;
  account: Account;
  password: string;
}): string {
  const cluster = join(options.dataDir, "postgres");
  if (existsSync(join(cluster, "PG_VERSION"))) return cluster;
  const partial = `${cluster}.partial`;
  const passwordFile = join(options.dataDir, "postgres.password");
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (options.account.owner !== undefined) {
    chownSync(partial, options.account.owner.uid, options.account.owner.gid);
    chownSync(passwordFile, options.account.owner.uid, options.account.owner.gid);
  }
  try {
    runInitdb({ ...options, partial, passwordFile });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(partial, cluster);
  return cluster;
}

function runInitdb({
  initdb,
  account,
  partial,
  passwordFile,
}: {
  initdb: string;
  account: Account;
  partial: string;
  passwordFile: string;
}): void {
  const { command, args, ...user } = account.launch(initdb, [
    `--pgdata=${partial}`,
    `--username=${POSTGRES_SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ]);
  const run = spawnSync(command, args, {
    ...user,
    encoding: "utf8",
    cwd: "/",
    env: FOREIGN_ENV,
  });
  if (run.status !== 0) {
    throw new Error(`initdb failed: ${run.error?.message ?? (run.stderr.trim() || run.stdout.trim())}`);
  }
}
