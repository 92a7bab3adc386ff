import { parsePath } from "#schemas/pattern/path.ts";
import type { ParsedPath } from "#schemas/pattern/path-model.ts";
import type { Field } from "./field.ts";
import { compileReader } from "./field-reader.ts";

/** The fields that the live rules read. */
export class FieldTable {
  readonly #byKey = new Map<string, Field>();
  readonly #byNumber: Field[] = [];
  readonly #free: number[] = [];

  /** More than the highest number that was ever in use. */
  get capacity(): number {
    return this.#byNumber.length + 1;
  }

  /** The field that has a number, or had it last: an index may hold conditions of rules that are gone. */
  at(number: number): Field {
    const field = this.#byNumber[number - 1];
    if (field === undefined) throw new Error(`There never was a field ${number}.`);
    return field;
  }

  /**
   * The field of a path, with one more reference to it; `undefined` for a text that is no path.
   *
   * @param text a JSONPath, see docs/pattern-language.md
   */
  take(text: string): Field | undefined {
    const known = this.#byKey.get(text);
    if (known !== undefined) return counted(known);
    const parsed = parsePath(text);
    if (parsed.outcome === "refused") return undefined;
    const key = keyOf(parsed.path);
    const same = this.#byKey.get(key);
    return same === undefined ? this.#add(key, parsed.path) : counted(same);
  }

  /** Gives a reference back. A field that nobody reads any more is forgotten. */
  release(field: Field): void {
    field.references -= 1;
    if (field.references > 0) return;
    this.#byKey.delete(field.key);
    this.#free.push(field.number);
  }

  #add(key: string, path: ParsedPath): Field {
    const number = this.#free.pop() ?? this.#byNumber.length + 1;
    const field = createField(number, key, path);
    this.#byNumber[number - 1] = field;
    this.#byKey.set(key, field);
    return field;
  }
}

function createField(number: number, key: string, path: ParsedPath): Field {
  const { steps } = path;
  return {
    number,
    key,
    read: steps === undefined ? () => undefined : compileReader(steps),
    path: steps === undefined ? path : undefined,
    valueIds: new Map(),
    equalsCount: 0,
    references: 1,
  };
}

function counted(field: Field): Field {
  field.references += 1;
  return field;
}

/** One way of writing the steps, which is what most paths are written as: those are found without being parsed. */
function keyOf({ text, steps }: ParsedPath): string {
  return steps === undefined ? text : `$${steps.map(keyOfStep).join("")}`;
}

const SIMPLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

function keyOfStep(step: string | number): string {
  if (typeof step === "number") return `[${step}]`;
  return SIMPLE_NAME.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
