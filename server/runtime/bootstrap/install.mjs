import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hydratePostgres } from "./hydrate-postgres.mjs";
import { step } from "./progress.mjs";
import { runQuietly } from "./run-quietly.mjs";

/**
 * Not `npm ci`: it refuses a lock file that lacks another platform's optional packages, which is what npm writes
 * where a registry has no such package. What was installed is compared with the lock file afterwards instead.
 */
const NPM_INSTALL = [
  "install",
  "--no-save",
  "--include=dev",
  "--include=optional",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/** Relative to the project's folder: patch-package takes no other. */
const PATCHES = "db/patches";

/**
 * Installs the packages when node_modules does not match the lock file.
 *
 * @param {string} root the project's folder
 * @returns {Promise<void>} rejects with npm's own output
 */
export async function installPackages(root) {
  const stamp = join(root, "node_modules", ".tidings-lock.sha256");
  const wanted = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  if (!matchesLockFile(root)) {
    await step("Installing packages (about a minute)", () =>
      runQuietly("npm", NPM_INSTALL, { cwd: root, shell: process.platform === "win32" }),
    );
  }
  if (!matchesLockFile(root)) {
    throw new Error(
      "npm installed other versions than package-lock.json names. Delete node_modules and try again.",
    );
  }
  hydratePostgres(root);
  await mendDriver(root);
  writeFileSync(stamp, wanted);
}

/**
 * Applies docs/adr/0012: safe to run again, and an error when the installed version is not the one it mends.
 *
 * @param {string} root the project's folder
 */
function mendDriver(root) {
  const program = join(root, "node_modules", "patch-package", "index.js");
  return runQuietly(process.execPath, [program, "--patch-dir", PATCHES, "--error-on-fail"], { cwd: root });
}

/** The lock file, the patches and the kind of machine: a folder copied from another kind has the wrong binaries. */
function fingerprint(/** @type {string} */ root) {
  const hash = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(`${process.platform}-${process.arch}`);
  for (const name of readdirSync(join(root, PATCHES)).toSorted()) {
    hash.update(name).update(readFileSync(join(root, PATCHES, name)));
  }
  return hash.digest("hex");
}

/**
 * Whether somebody has installed these very packages by npm already: npm's own record of node_modules says so.
 *
 * @param {string} root the project's folder
 */
function matchesLockFile(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages(join(root, "package-lock.json"))).every(([path, wanted]) => {
    const found = installed[path];
    return (
      path === "" ||
      (found === undefined
        ? wanted.optional === true || wanted.devOptional === true
        : found.version === wanted.version)
    );
  });
}

/** @param {string} path @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }>} */
function readPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}
