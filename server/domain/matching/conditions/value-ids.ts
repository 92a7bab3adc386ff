import { IntMap } from "../int-map.ts";
import type { Field, Scalar } from "./field.ts";
import { hashAt, hashScalar } from "./scalar-hash.ts";

/**
 * Numbers for the values that fields are compared with, so that an equality costs one look-up an event and field, and
 * one comparison of integers a rule. A number stands for a value of one field; it is given again once no rule
 * needs it.
 */
export class ValueIds {
  readonly #values: Scalar[] = [null];
  /** By number: the field's number, and the hash of the value at this field. */
  readonly #fields: number[] = [0];
  readonly #hashes: number[] = [0];
  readonly #references: number[] = [0];
  readonly #free: number[] = [];
  /** By hash: the number of the one value that has it; below 0: how many have it, and one was among several before. */
  readonly #byHash = new IntMap();

  /** The number of a value of a field, with one more reference to it. */
  take(field: Field, value: Scalar): number {
    field.equalsCount += 1;
    const known = field.valueIds.get(value);
    if (known !== undefined) {
      this.#references[known] = this.#countOf(known) + 1;
      return known;
    }
    const id = this.#free.pop() ?? this.#values.length;
    const hash = hashAt(field.number, hashScalar(value));
    this.#values[id] = value;
    this.#hashes[id] = hash;
    this.#references[id] = 1;
    field.valueIds.set(value, id);
    this.#fields[id] = field.number;
    const other = this.#byHash.get(hash);
    if (other === 0) this.#byHash.set(hash, id);
    else this.#byHash.set(hash, other > 0 ? -2 : other - 1);
    return id;
  }

  /** The number of a value of a field, by its hash at this field; 0 when no rule names it. */
  find(field: Field, value: Scalar, hash: number): number {
    const id = this.#byHash.get(hash);
    if (id < 0) return field.valueIds.get(value) ?? 0;
    return id > 0 && this.#fields[id] === field.number && this.#values[id] === value ? id : 0;
  }

  release(field: Field, id: number): void {
    field.equalsCount -= 1;
    const left = this.#countOf(id) - 1;
    this.#references[id] = left;
    if (left > 0) return;
    field.valueIds.delete(this.#values[id] ?? null);
    const hash = this.hashOf(id);
    const others = this.#byHash.get(hash);
    this.#byHash.set(hash, others < 0 ? others + 1 : 0);
    this.#values[id] = null;
    this.#free.push(id);
  }

  /** The hash of a value at its field; see `EventView.hash`. */
  hashOf(id: number): number {
    return this.#hashes[id] ?? 0;
  }

  /**
   * How often, of a field's rules, one asks for this value: a guess at how often events have it, from 0 to 1. A field
   * that few rules ask about is taken to have more values than they name.
   */
  shareOf(field: Field, id: number): number {
    return this.#countOf(id) / (field.equalsCount + UNNAMED_VALUES);
  }

  #countOf(id: number): number {
    return this.#references[id] ?? 0;
  }
}

/** Values that a field is taken to have beside those that rules name. */
const UNNAMED_VALUES = 4;
