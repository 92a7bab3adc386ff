import { spawn } from "node:child_process";

/** The cause of a failure stands in the last lines of what npm, apt and next print. */
const SHOWN_LINES = 60;

/**
 * Runs a program without showing its output; on failure rejects with the end of that output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, signal?: AbortSignal }} [options]
 * @returns {Promise<void>}
 */
export function runQuietly(command, args, options = {}) {
  const output = /** @type {string[]} */ ([]);
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => output.push(text));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) return resolve();
      const lines = output.join("").trimEnd().split("\n").slice(-SHOWN_LINES);
      return reject(
        new Error(`${command} ${args[0] ?? ""} failed (exit code ${code}):\n${lines.join("\n")}`),
      );
    });
  });
}
