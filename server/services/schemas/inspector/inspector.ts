import type { CompatibilityMode } from "#schemas/event-schema.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import type { EvaluatorPool } from "../../evaluation/evaluator-pool.ts";
import type { Ending } from "../../evaluation/protocol.ts";
import {
  type Comparison,
  comparison,
  type Inference,
  type Inspection,
  inference,
  inspection,
  type Judgement,
  judgement,
  type Refused,
  type Task,
} from "./protocol.ts";

/**
 * Reads schemas that are not registered, which are hostile input, in processes of their own: bounded in time and
 * memory, whatever they are. Its methods throw when no process can be had: the same may well succeed later.
 */
export class SchemaInspector {
  readonly #evaluators: EvaluatorPool;

  constructor(evaluators: EvaluatorPool) {
    this.#evaluators = evaluators;
  }

  /** Whether a document is a schema that events can be judged by. */
  async inspect(document: string): Promise<Inspection> {
    const ending = await this.#run({ kind: "inspect", document });
    return ending.outcome === "answered" ? inspection.parse(ending.answer) : tooMuch(ending);
  }

  /** Whether a schema keeps to an earlier one, by a mode that is not `none`. Both were accepted before. */
  async compare(texts: {
    readonly mode: CompatibilityMode;
    readonly next: string;
    readonly earlier: string;
  }): Promise<Comparison> {
    const ending = await this.#run({ kind: "compare", ...texts });
    if (ending.outcome === "answered") return comparison.parse(ending.answer);
    const message = `The two schemas cannot be compared: that took more than ${limitOf(ending)}.`;
    return { outcome: "unknown", pointer: "", message };
  }

  /** What is wrong with each payload by a schema. */
  async judge(document: string, payloads: readonly JsonObject[]): Promise<Judgement> {
    const ending = await this.#run({ kind: "judge", document, payloads });
    return ending.outcome === "answered" ? judgement.parse(ending.answer) : tooMuch(ending);
  }

  /** A schema that all payloads conform to. */
  async infer(payloads: readonly JsonObject[]): Promise<Inference> {
    const ending = await this.#run({ kind: "infer", payloads });
    if (ending.outcome === "answered") return inference.parse(ending.answer);
    const message = `To infer a schema of these events took more than ${limitOf(ending)}. Ask for fewer events.`;
    return { outcome: "gave_up", message };
  }

  async #run(task: Task): Promise<Ending> {
    return await this.#evaluators.lend((evaluator) => evaluator.run({ subject: "schemas", task }));
  }
}

type Stopped = Exclude<Ending, { readonly outcome: "answered" }>;

function tooMuch(ending: Stopped): Refused {
  const message = `The schema is too much work: it took more than ${limitOf(ending)}. Use fewer alternatives, references and nested levels.`;
  return { outcome: "refused", issues: [{ pointer: "", message }] };
}

function limitOf(ending: Stopped): string {
  switch (ending.outcome) {
    case "late":
      return `${ending.limitMs} ms`;
    case "out_of_memory":
      return `${ending.limitMb} MB of memory`;
  }
}
