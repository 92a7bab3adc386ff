import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { restartDelayMs } from "./backoff.ts";
import { type ChildSpec, FOREIGN_ENV } from "./child-spec.ts";
import { LogFile } from "./log-file.ts";
import { notableLine, plainLine } from "./notable-line.ts";
import { removePidFile, writePidFile } from "./pid-file.ts";

/** Enough of a program's output to show why it ended. */
const REMEMBERED_LINES = 5;

/** Where children leave their traces, and who is told of what a person should see. */
export type Surroundings = {
  readonly dataDir: string;
  readonly tell: (program: string, text: string) => void;
};

/**
 * Keeps one program running: starts it in its own process group (so that Ctrl-C in the terminal reaches the
 * supervisor alone, which then stops the programs in order), writes its pid file and log, and starts it again
 * when it ends without having been asked to.
 */
export class SupervisedChild {
  readonly spec: ChildSpec;
  readonly #surroundings: Surroundings;
  readonly #log: LogFile;
  readonly #pidFile: string;
  #process: ChildProcess | undefined;
  #restart: NodeJS.Timeout | undefined;
  #delayMs: number | undefined;
  #recent: string[] = [];
  #restarts = 0;
  #stopping = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(spec: ChildSpec, surroundings: Surroundings) {
    this.spec = spec;
    this.#surroundings = surroundings;
    this.#log = new LogFile(join(surroundings.dataDir, "logs", `${spec.name}.log`));
    this.#pidFile = join(surroundings.dataDir, "run", `${spec.name}.pid`);
    this.#start();
  }

  /** How often it has been started again. */
  get restarts(): number {
    return this.#restarts;
  }

  get logPath(): string {
    return this.#log.path;
  }

  /** The end of its output, for a message about its failure. */
  lastLines(): string {
    return this.#recent.length === 0 ? "(none)" : `\n  ${this.#recent.join("\n  ")}\n`;
  }

  /** Asks the program to stop, kills it when it takes too long, and resolves once it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    this.#process?.kill(this.spec.stopSignal);
    const kill = setTimeout(() => this.kill(), this.spec.stopWithinMs);
    await this.#ended;
    clearTimeout(kill);
  }

  /** Ends the program at once (SIGKILL): for a person who does not want to wait. */
  kill(): void {
    this.#process?.kill("SIGKILL");
  }

  #start(): void {
    const startedAtMs = performance.now();
    const child = this.#spawn();
    this.#process = child;
    if (child.pid !== undefined) writePidFile(this.#pidFile, child.pid);
    this.#read("stdout", child.stdout);
    this.#read("stderr", child.stderr);
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(this.spec.input ?? "");
    this.#ended = new Promise((resolve) => {
      child.once("error", (error) => {
        this.#end(error.message, performance.now() - startedAtMs);
        resolve();
      });
      child.once("exit", (code, signal) => {
        this.#end(
          signal === null ? `exit code ${code}` : `signal ${signal}`,
          performance.now() - startedAtMs,
        );
        resolve();
      });
    });
  }

  #spawn(): ChildProcess {
    const { command, args, cwd, env, uid, gid } = this.spec;
    return spawn(command, args, {
      cwd,
      env: { ...(env ?? FOREIGN_ENV) },
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
  }

  #read(stream: "stdout" | "stderr", input: Readable | null): void {
    if (input === null) return;
    createInterface({ input }).on("line", (line) => {
      this.#log.append(`${line}\n`);
      this.#recent = [...this.#recent, plainLine(line)].slice(-REMEMBERED_LINES);
      const notable = notableLine({ program: this.spec.name, stream, line });
      if (notable !== undefined && !this.#stopping) this.#surroundings.tell(this.spec.name, notable);
    });
  }

  #end(how: string, livedMs: number): void {
    this.#process = undefined;
    removePidFile(this.#pidFile);
    if (this.#stopping) return;
    this.#delayMs = restartDelayMs({ previousDelayMs: this.#delayMs, livedMs });
    this.#surroundings.tell(this.spec.name, `ended (${how}); starting it again in ${this.#delayMs / 1000} s`);
    this.#restart = setTimeout(() => {
      this.#restarts += 1;
      this.#start();
    }, this.#delayMs);
  }
}
