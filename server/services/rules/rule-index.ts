import type { Envelope } from "#schemas/envelope.ts";
import { type CompiledPattern, compilePattern } from "#schemas/pattern/compile.ts";
import { evaluate } from "#schemas/pattern/evaluate.ts";
import type { Pattern } from "#schemas/pattern/types.ts";

interface Entry<Value> {
  readonly compiled: CompiledPattern;
  readonly value: Value;
}

/**
 * Values by the events that they are for. An index by exact name; prefixes and regular expressions are tried one by one, since
 * there are a thousand business rules at most (create.ts), unlike patterns of workflows.
 */
export class RuleIndex<Value> {
  readonly #exact = new Map<string, Entry<Value>[]>();
  readonly #others: Entry<Value>[] = [];

  /** @returns false when the pattern cannot be compiled, which one that was saved always can */
  add(pattern: Pattern, value: Value): boolean {
    const compile = compilePattern(pattern);
    if (compile.outcome === "refused") return false;
    const entry = { compiled: compile.compiled, value };
    if (pattern.type !== "exact") {
      this.#others.push(entry);
      return true;
    }
    const named = this.#exact.get(pattern.value);
    if (named) named.push(entry);
    else this.#exact.set(pattern.value, [entry]);
    return true;
  }

  /** The values whose patterns match the event. */
  for(envelope: Envelope): Value[] {
    const found: Value[] = [];
    for (const entries of [this.#exact.get(envelope.pattern) ?? [], this.#others]) {
      for (const { compiled, value } of entries) if (evaluate(compiled, envelope)) found.push(value);
    }
    return found;
  }
}
