import type { EvaluatorPool } from "../evaluation/evaluator-pool.ts";
import type { Ending } from "../evaluation/protocol.ts";
import { type Result, result, type Task, type TransformTask } from "./protocol.ts";
import { Spending } from "./spending.ts";

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
  readonly #evaluators: EvaluatorPool;

  /** @param maxBodyBytes the installation's limit of a body, which a result must keep unless a task has another */
  constructor(maxBodyBytes: number, evaluators: EvaluatorPool) {
    this.#maxBodyBytes = maxBodyBytes;
    this.#evaluators = evaluators;
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
    const { concluded, tookMs } = await this.#run({ ...rest, kind: "transform", maxResultBytes });
    if (sourceId !== null) this.#spending.charge(sourceId, tookMs, performance.now());
    switch (concluded.outcome) {
      case "transformed":
        return { ...concluded, tookMs };
      case "failed":
        return { outcome: "failed", message: explain(concluded), tookMs };
      case "valid":
        throw new Error("A transformation was answered like a check.");
    }
  }

  /** Whether an expression can be read. @throws as transform does */
  async check(expression: string): Promise<Checked> {
    const { concluded } = await this.#run({ kind: "check", expression });
    if (concluded.outcome !== "failed") return { outcome: "valid" };
    return { outcome: "invalid", message: shorten(concluded.message), position: concluded.position ?? null };
  }

  async #run(task: Task): Promise<{ readonly concluded: Result; readonly tookMs: number }> {
    const ending = await this.#evaluators.lend((evaluator) =>
      evaluator.run({ subject: "transformation", task }),
    );
    return { concluded: conclude(ending), tookMs: ending.tookMs };
  }
}

function conclude(ending: Ending): Result {
  switch (ending.outcome) {
    case "answered":
      return result.parse(ending.answer);
    case "late":
      return failed(`The expression ran for more than ${ending.limitMs} ms and was ended.`);
    case "out_of_memory":
      return failed(
        `The expression needed more than the ${ending.limitMb} MB of memory that it may have, and was ended.`,
      );
  }
}

function failed(message: string): Result {
  return { outcome: "failed", message };
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
