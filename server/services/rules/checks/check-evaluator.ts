import type { TableUpload } from "#schemas/reference-table.ts";
import type { EvaluatorPool } from "../../evaluation/evaluator-pool.ts";
import type { Ending } from "../../evaluation/protocol.ts";
import { CheckSession, type Examination } from "./check-session.ts";
import { Patience } from "./patience.ts";
import { type Compiled, compiled, type Finding, type TableRead, type Task, tableRead } from "./protocol.ts";

/**
 * Evaluates the expressions of business rules in processes of their own (docs/adr/0011): whatever an expression does,
 * this process goes on, and every event gets its findings.
 */
export class CheckEvaluator {
  readonly #evaluators: EvaluatorPool;

  constructor(evaluators: EvaluatorPool) {
    this.#evaluators = evaluators;
  }

  /** Whether a rule may have this expression, and which reference tables it names. @throws as judge does */
  async compile(expression: string): Promise<Compiled> {
    const ending = await this.#run({ kind: "compile", expression });
    if (ending.outcome === "answered") return compiled.parse(ending.answer);
    return {
      outcome: "invalid",
      message: "The expression takes too long to be read. Make it simpler.",
      position: null,
    };
  }

  /**
   * What does not hold. An expression that runs into the processes' deadline for an event, or out of their memory, is a
   * finding that says so, and is not tried for the events that follow.
   *
   * @param patience what the calls for one request share
   * @throws {EvaluatorUnavailable} when no process can be had: the events may well be judged later
   */
  async judge(examination: Examination, patience = new Patience()): Promise<readonly Finding[]> {
    if (examination.events.length === 0) return [];
    return await this.#evaluators.lend((evaluator) =>
      new CheckSession(evaluator, examination, patience).run(),
    );
  }

  /** Makes a reference table of what was uploaded. @throws as judge does */
  async readTable(upload: TableUpload): Promise<TableRead> {
    const ending = await this.#run({ kind: "read_table", upload });
    if (ending.outcome === "answered") return tableRead.parse(ending.answer);
    return {
      outcome: "refused",
      message: "The table takes too long to be read. Send fewer rows, or try again.",
    };
  }

  async #run(task: Task): Promise<Ending> {
    return await this.#evaluators.lend((evaluator) => evaluator.run({ subject: "checks", task }));
  }
}
