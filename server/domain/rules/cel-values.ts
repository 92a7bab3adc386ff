import { type CelInput, celList, celMap } from "@bufbuild/cel";
import { type JsonObject, type JsonValue, memberOf } from "#schemas/json/value.ts";

/**
 * JSON as values of CEL. Objects are wrapped and never handed over as they are: the library would take one with a member
 * `$typeName` for a protobuf message, and ask another for its `constructor`. Members are wrapped when they are read.
 */
export function toCelInput(value: JsonValue): CelInput {
  if (Array.isArray(value)) return celList(value.map(toCelInput));
  return typeof value === "object" && value !== null ? celMap(new JsonMap(value)) : value;
}

class JsonMap implements ReadonlyMap<string, CelInput> {
  readonly #object: JsonObject;
  readonly #read = new Map<string, CelInput>();

  constructor(object: JsonObject) {
    this.#object = object;
  }

  get size(): number {
    return Object.keys(this.#object).length;
  }

  get(name: string): CelInput | undefined {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    // A key may be a number here: CEL asks every map for every key.
    const member = typeof name === "string" ? memberOf(this.#object, name) : undefined;
    if (member === undefined) return undefined;
    const value = toCelInput(member);
    this.#read.set(name, value);
    return value;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  forEach(visit: (value: CelInput, name: string, map: ReadonlyMap<string, CelInput>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this);
  }

  *entries(): MapIterator<[string, CelInput]> {
    for (const name of this.keys()) {
      const value = this.get(name);
      if (value !== undefined) yield [name, value];
    }
  }

  *keys(): MapIterator<string> {
    yield* Object.keys(this.#object);
  }

  *values(): MapIterator<CelInput> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, CelInput]> {
    return this.entries();
  }
}
