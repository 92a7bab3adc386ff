import { type ChildProcess, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ChildEvent, nextEvent } from "./child-event.ts";
import { EvaluatorUnavailable } from "./evaluator-unavailable.ts";
import { type Ending, type Request, ready, reply, type Subject, type SubjectTask } from "./protocol.ts";

const FOLDER = dirname(fileURLToPath(import.meta.url));
const ROOT = join(FOLDER, "../../..");

/** A 16 MiB payload, the largest body that a source may allow, takes some 150 MB when it is parsed and written again. */
const MAX_HEAP_MB = 256;

/** The languages' own guards end an evaluation sooner; what they do not see, one long native call, ends here. */
const MAX_TASK_MS = 2_000;

/** Starting, and loading a subject's code, take half a second each at most; on a machine that is busy, more. */
const MAX_START_MS = 20_000;

/** The process takes 60 MB, which a server that made one preview need not keep. */
const IDLE_MS = 60_000;

/** V8 aborts a process that has no memory left; Windows knows no signals and gives the code. */
const ABORT_SIGNAL = "SIGABRT";
const ABORT_CODE = 134;

/** Out of an expression's reach: the environment, all files but the code, other processes. */
const EXEC_ARGUMENTS = [
  `--max-old-space-size=${MAX_HEAP_MB}`,
  "--permission",
  ...["server", "schemas", "node_modules", "package.json"].map(
    (name) => `--allow-fs-read=${join(ROOT, name)}`,
  ),
];

/**
 * One process that evaluates expressions, started with the first task and again after it had to be ended. A process
 * and not a thread: an allocation that V8 has no room for ends the whole process that it is in.
 */
export class Evaluator {
  #child: ChildProcess | undefined;
  /** The subjects whose code the process has loaded. */
  readonly #loaded = new Set<Subject>();
  #idle: NodeJS.Timeout | undefined;

  /**
   * Runs one task; the next only after it.
   *
   * @throws {EvaluatorUnavailable} when the process cannot be started: the task may well succeed later
   * @throws when it is ended from outside, which a task that takes all memory of the machine may have caused
   */
  async run(task: SubjectTask): Promise<Ending> {
    clearTimeout(this.#idle);
    const child = this.#child?.connected ? this.#child : await this.#start();
    child.ref();
    child.channel?.ref();
    if (!this.#loaded.has(task.subject)) await this.#load(child, task.subject);
    const startedMs = performance.now();
    const event = await ask(child, { kind: "run", ...task }, MAX_TASK_MS);
    const tookMs = performance.now() - startedMs;
    const ending = this.#conclude(event, tookMs);
    this.#rest();
    return ending;
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #start(): Promise<ChildProcess> {
    const child = spawnChild();
    this.#loaded.clear();
    // Without a listener, an error of the channel would be thrown at nobody.
    child.on("error", () => {});
    this.#child = child;
    if (child.pid !== undefined) offerToOomKiller(child.pid);
    this.#expectReady(await nextEvent(child, MAX_START_MS));
    return child;
  }

  /** Of the start and not of the first task: how fast a disk reads code says nothing of an expression. */
  async #load(child: ChildProcess, subject: Subject): Promise<void> {
    this.#expectReady(await ask(child, { kind: "load", subject }, MAX_START_MS));
    this.#loaded.add(subject);
  }

  #expectReady(event: ChildEvent): void {
    if (event.kind === "message" && ready.safeParse(event.message).success) return;
    this.close();
    throw new EvaluatorUnavailable(
      `The process that evaluates expressions cannot be started (${event.kind}).`,
    );
  }

  #conclude(event: ChildEvent, tookMs: number): Ending {
    if (event.kind === "message") return { outcome: "answered", answer: answerOf(event.message), tookMs };
    this.close();
    switch (event.kind) {
      case "late":
        return { outcome: "late", limitMs: MAX_TASK_MS, tookMs };
      case "ended":
        if (event.signal === ABORT_SIGNAL || event.code === ABORT_CODE) {
          return { outcome: "out_of_memory", limitMb: MAX_HEAP_MB, tookMs };
        }
        throw new Error(`The process that evaluates expressions ended (${event.signal ?? event.code}).`);
      case "failed":
        throw event.cause;
    }
  }

  /** Keeps the process for the next task, but keeps nothing else from ending. */
  #rest(): void {
    this.#child?.unref();
    this.#child?.channel?.unref();
    this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
  }
}

async function ask(child: ChildProcess, request: Request, timeoutMs: number): Promise<ChildEvent> {
  const next = nextEvent(child, timeoutMs);
  // An error means that the process is gone, which the next event says as well.
  child.send(request, () => {});
  return await next;
}

/** @throws when the code that was to answer failed, which is no fault of an expression */
function answerOf(message: unknown): unknown {
  const parsed = reply.parse(message);
  if (parsed.kind === "answer") return parsed.answer;
  throw new Error(`The process that evaluates expressions failed: ${parsed.message}`);
}

function spawnChild(): ChildProcess {
  try {
    // Not `fork`: Turbopack takes its path for a module, and no build succeeds (github.com/vercel/next.js/issues/97952).
    return spawn(process.execPath, [...EXEC_ARGUMENTS, join(FOLDER, "child.ts")], {
      // CEL's calendar functions count in the process's time zone.
      env: { NODE_ENV: "production", TZ: "UTC" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      serialization: "advanced",
    });
  } catch (cause) {
    throw new EvaluatorUnavailable("No process that evaluates expressions can be made.", { cause });
  }
}

/** Buffers are not part of V8's heap: where memory is short, Linux is to end this process and not one beside it. */
function offerToOomKiller(pid: number): void {
  if (process.platform === "linux") writeFile(`/proc/${pid}/oom_score_adj`, "1000").catch(() => {});
}
