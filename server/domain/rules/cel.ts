import { type CelResult, celEnv, celType, isCelError, plan } from "@bufbuild/cel";
import type { Envelope } from "#schemas/envelope.ts";
import { envelopeRoot } from "#schemas/pattern/root.ts";
import { explainError, kindOf } from "./cel-errors.ts";
import { celFunctions, type Surroundings } from "./cel-functions.ts";
import { Meter } from "./cel-meter.ts";
import { actualOf, readsOf } from "./cel-reads.ts";
import { rewriteMacros } from "./cel-rewrite.ts";
import { type Signatures, signaturesOf } from "./cel-signatures.ts";
import { parseCel } from "./cel-syntax.ts";
import type { Expr } from "./cel-tree.ts";
import { toCelInput } from "./cel-values.ts";
import { Refusal, vet } from "./cel-vet.ts";

/** What a rule's expression says of an event. `actual` is what the fields hold that it reads, as JSON text. */
export type CheckFinding =
  | { readonly outcome: "holds" }
  | { readonly outcome: "violated"; readonly actual: string | null }
  /** It gives neither true nor false: `message` says why. */
  | { readonly outcome: "failed"; readonly message: string; readonly actual: string | null };

/** A rule's expression, ready to be evaluated many times. */
export interface CompiledCheck {
  /** The reference tables that it names. */
  readonly tables: readonly string[];
  evaluate(envelope: Envelope): CheckFinding;
}

export type CheckCompile =
  | { readonly outcome: "compiled"; readonly check: CompiledCheck }
  /** `position` counts the expression's characters from one; null where no place can be told. */
  | { readonly outcome: "refused"; readonly message: string; readonly position: number | null };

/**
 * CEL as rules use it (docs/business-rules.md). What an evaluation may cost is bounded but for single long calls of the
 * library: whoever evaluates also needs a deadline.
 */
export class CelLanguage {
  readonly #meter = new Meter();
  readonly #env: ReturnType<typeof celEnv>;
  readonly #signatures: Signatures;

  /** @param row the row of a reference table; null when it has none with this key */
  constructor(row: Surroundings["row"]) {
    this.#env = celEnv({ funcs: celFunctions({ meter: this.#meter, row }) });
    this.#signatures = signaturesOf(this.#env.funcs);
  }

  compile(expression: string): CheckCompile {
    const parsing = parseCel(expression);
    if (parsing.outcome === "refused") return parsing;
    const { expr } = parsing;
    try {
      const tables = vet(expr, this.#signatures);
      const reads = readsOf(expr);
      rewriteMacros(expr);
      const run = plan(this.#env, expr);
      const evaluate = (envelope: Envelope): CheckFinding => {
        this.#meter.reset();
        const result = run(variablesOf(envelope));
        if (result === true && !this.#meter.isExhausted) return { outcome: "holds" };
        const actual = actualOf(reads, envelope);
        if (result === false && !this.#meter.isExhausted) return { outcome: "violated", actual };
        return { outcome: "failed", message: this.#explain(result, expr), actual };
      };
      return { outcome: "compiled", check: { tables, evaluate } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { outcome: "refused", message: error.message, position: parsing.positionOf(error.at) };
    }
  }

  #explain(result: CelResult, expr: Expr): string {
    if (this.#meter.isExhausted) {
      return "The rule takes more steps than a rule may, for this event. Its lists may be too long for the rule's loops.";
    }
    if (isCelError(result)) return explainError(result, expr);
    return `The expression gives ${kindOf(celType(result).name)} instead of true or false.`;
  }
}

function variablesOf(envelope: Envelope) {
  return {
    event: toCelInput(envelopeRoot(envelope)),
    payload: toCelInput(envelope.payload),
    metadata: toCelInput(envelope.metadata),
    source: toCelInput(envelopeRoot(envelope).source ?? null),
  };
}
