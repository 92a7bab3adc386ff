import { Evaluator } from "./evaluator.ts";

/** Two: one expression that hangs does not keep all others waiting, and each takes memory and a core. */
const MAX_PROCESSES = 2;

/** The processes that evaluate expressions: transformations and checks share them, in the order in which they come. */
export class EvaluatorPool {
  readonly #free: Evaluator[] = [];
  readonly #all: Evaluator[] = [];
  readonly #waiting: ((evaluator: Evaluator) => void)[] = [];

  /** Lends a process for as long as `use` takes. */
  async lend<Result>(use: (evaluator: Evaluator) => Promise<Result>): Promise<Result> {
    const evaluator = await this.#take();
    try {
      return await use(evaluator);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(evaluator);
      else this.#free.push(evaluator);
    }
  }

  /** Ends all processes, and what they are at. The next task starts one again. */
  close(): void {
    for (const evaluator of this.#all) evaluator.close();
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
