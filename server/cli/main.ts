import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { runCli } from "./run.ts";
import type { Shell } from "./shell.ts";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    stop.abort();
    // A command that waits for a secret on the terminal has no other way to hear of it.
    process.stdin.destroy();
  });
}

// `tidings tail | head` closes the pipe when it has its lines: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const shell: Shell = {
  env: process.env,
  columns: process.stdout.isTTY ? process.stdout.columns : null,
  isInteractive: process.stdin.isTTY,
  writeOut: (written) => void process.stdout.write(written),
  writeError: (written) => void process.stderr.write(written),
  readInput: () => text(process.stdin).catch(() => ""),
  readFile: (path) => readFile(path),
  now: () => new Date(),
  newId: () => randomUUID(),
  stopped: stop.signal,
};

process.exitCode = await runCli(process.argv.slice(2), shell);
