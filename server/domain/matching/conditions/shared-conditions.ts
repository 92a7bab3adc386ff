import type { SharedCondition, SharedTest } from "./condition.ts";

/** The shared conditions of the live rules, each once. */
export class SharedConditions {
  readonly #byKey = new Map<string, SharedCondition>();
  readonly #byNumber: SharedCondition[] = [];
  readonly #free: number[] = [];

  get capacity(): number {
    return this.#byNumber.length;
  }

  /** The condition that has a number; one that never holds when none has it: an index may hold conditions of rules that are gone. */
  at(number: number): SharedCondition {
    const condition = this.#byNumber[number];
    if (condition === undefined) throw new Error(`There never was a shared condition ${number}.`);
    return condition;
  }

  /** The condition that is known by `key`, with one more reference to it. */
  find(key: string): SharedCondition | undefined {
    const known = this.#byKey.get(key);
    if (known !== undefined) known.references += 1;
    return known;
  }

  add(key: string, test: SharedTest): SharedCondition {
    const number = this.#free.pop() ?? this.#byNumber.length;
    const condition = { number, key, test, references: 1 };
    this.#byNumber[number] = condition;
    this.#byKey.set(key, condition);
    return condition;
  }

  /** Gives a reference back. @returns whether it was the last one */
  release(condition: SharedCondition): boolean {
    condition.references -= 1;
    if (condition.references > 0) return false;
    this.#byKey.delete(condition.key);
    this.#byNumber[condition.number] = { ...condition, test: NEVER };
    this.#free.push(condition.number);
    return true;
  }
}

const NEVER: SharedTest = { kind: "any_of", alternatives: [], valueIds: undefined };
