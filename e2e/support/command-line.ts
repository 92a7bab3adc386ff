import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../server/cli/bin.mjs", import.meta.url));

/** How a command ended, and all that it wrote. */
export interface EndedCommand {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface RunningCommand {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly out: () => string;
  readonly error: () => string;
  readonly ended: Promise<EndedCommand>;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** The standard input; empty unless it is given. */
  readonly input?: string;
}

/** Starts `tidings …` as people do: its own program, in a process of its own. */
export function startCommand(
  args: readonly string[],
  { env = {}, input = "" }: Surroundings,
): RunningCommand {
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...process.env, ...env } });
  const out: string[] = [];
  const error: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => error.push(text));
  child.stdin.end(input);
  const ended = new Promise<EndedCommand>((resolve) => {
    child.once("close", (code) => resolve({ code, out: out.join(""), error: error.join("") }));
  });
  return { child, out: () => out.join(""), error: () => error.join(""), ended };
}
