import { type Evaluation, Evaluator } from "./evaluator.ts";
import type { Result, Task, TransformTask } from "./protocol.ts";
import { Spending } from "./spending.ts";

/** Two: one expression that hangs does not keep all others waiting, and each takes memory and a core. */
const MAX_PROCESSES = 2;

/** JSONata puts what it was given into its messages. */
const MAX_MESSAGE_CHARACTERS = 500;

/** What an expression made of a payload. `payload` is JSON text. */
export type Transformed = (
  | { readonly outcome: "transformed"; readonly payload: string }
  | { readonly outcome: "failed"; readonly message: string }
) & { readonly tookMs: number };

export type Checked =
  | { readonly outcome: "valid" }
  /** `position` counts the expression's characters. */
  | { readonly outcome: "invalid"; readonly message: string; readonly position: number | null };

/**
 * Evaluates JSONata expressions, which are hostile input, in processes of their own: bounded in time and memory,
 * whatever they do.
 */
export class Transformer {
  readonly #maxBodyBytes: number;
  readonly #spending = new Spending();
  readonly #free: Evaluator[] = [];
  readonly #all: Evaluator[] = [];
  readonly #waiting: ((evaluator: Evaluator) => void)[] = [];

  /** @param maxBodyBytes the installation's limit of a body, which a result must keep unless a task has another */
  constructor(maxBodyBytes: number) {
    this.#maxBodyBytes = maxBodyBytes;
  }

  /** Whether the source's transformations took so long of late that its receipts have to wait. */
  isSpent(sourceId: string): boolean {
    return this.#spending.isSpent(sourceId, performance.now());
  }

  /** How long the source's slow transformations took of late, in milliseconds; what was long ago counts less. */
  spentMs(sourceId: string): number {
    return this.#spending.spentMs(sourceId, performance.now());
  }

  /**
   * @param sourceId whose allowance the time is taken from; null for a preview
   * @throws when no process can be had: the task may well succeed later
   */
  async transform(
    task: Omit<TransformTask, "kind" | "maxResultBytes"> & { readonly maxBodyBytes: number | null },
    sourceId: string | null,
  ): Promise<Transformed> {
    const { maxBodyBytes, ...rest } = task;
    const maxResultBytes = maxBodyBytes ?? this.#maxBodyBytes;
    const { result, tookMs } = await this.#run({ ...rest, kind: "transform", maxResultBytes });
    if (sourceId !== null) this.#spending.charge(sourceId, tookMs, performance.now());
    switch (result.outcome) {
      case "transformed":
        return { ...result, tookMs };
      case "failed":
        return { outcome: "failed", message: explain(result), tookMs };
      case "valid":
        throw new Error("A transformation was answered like a check.");
    }
  }

  /** Whether an expression can be read. @throws as transform does */
  async check(expression: string): Promise<Checked> {
    const { result } = await this.#run({ kind: "check", expression });
    if (result.outcome !== "failed") return { outcome: "valid" };
    return { outcome: "invalid", message: shorten(result.message), position: result.position ?? null };
  }

  /** Ends all processes, and what they are at. */
  close(): void {
    for (const evaluator of this.#all) evaluator.close();
  }

  async #run(task: Task): Promise<Evaluation> {
    const evaluator = await this.#take();
    try {
      return await evaluator.run(task);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(evaluator);
      else this.#free.push(evaluator);
    }
  }

  async #take(): Promise<Evaluator> {
    const free = this.#free.pop();
    if (free) return free;
    if (this.#all.length === MAX_PROCESSES)
      return await new Promise((resolve) => this.#waiting.push(resolve));
    const made = new Evaluator();
    this.#all.push(made);
    return made;
  }
}

function explain({ message, position }: Extract<Result, { outcome: "failed" }>): string {
  const where = position === undefined ? "" : ` at character ${position} of the expression`;
  return `The transformation failed${where}: ${shorten(message)}`;
}

/** Short, and without characters that Postgres cannot hold. */
function shorten(message: string): string {
  const printable = message.toWellFormed().replaceAll(/\p{Cc}/gu, " ");
  if (printable.length <= MAX_MESSAGE_CHARACTERS) return printable;
  return `${printable.slice(0, MAX_MESSAGE_CHARACTERS).toWellFormed()}…`;
}
