import { NameClass } from "./name-class.ts";
import type { NameIndex } from "./name-index.ts";
import type { NamePattern } from "./name-pattern.ts";
import { RecentMap } from "./recent-map.ts";

/** Names whose class is remembered: several times the names of a large installation, a few MB at most. */
const REMEMBERED_NAMES = 10_000;

/** Classes that names share. Those of remembered names stay beyond that. */
const REMEMBERED_CLASSES = 2_000;

interface Remembered {
  readonly nameClass: NameClass;
  /** Name patterns that there were when the name was resolved, or was found to be up to date. */
  additions: number;
}

/** Finds the class of an event's name: one look-up for a name that was seen lately. */
export class NameDirectory {
  readonly #index: NameIndex;
  readonly #names = new RecentMap<string, Remembered>(REMEMBERED_NAMES);
  readonly #classes = new RecentMap<number, NameClass>(REMEMBERED_CLASSES);

  constructor(index: NameIndex) {
    this.#index = index;
  }

  classOf(name: string): NameClass {
    const { additions } = this.#index;
    const known = this.#names.get(name);
    if (known !== undefined) {
      if (known.additions === additions) return known.nameClass;
      if (this.#index.isComplete(name, known.additions)) {
        known.additions = additions;
        return known.nameClass;
      }
    }
    const nameClass = this.#classFor(this.#index.resolve(name));
    this.#names.set(name, { nameClass, additions });
    return nameClass;
  }

  #classFor(patterns: readonly NamePattern[]): NameClass {
    const key = hashOf(patterns);
    const known = this.#classes.get(key);
    if (known !== undefined && this.#isOf(known, patterns)) return known;
    const nameClass = new NameClass(patterns);
    this.#classes.set(key, nameClass);
    return nameClass;
  }

  /** Whether a class is of the name patterns that were just found. */
  #isOf(nameClass: NameClass, patterns: readonly NamePattern[]): boolean {
    const { resolution } = this.#index;
    return (
      nameClass.patterns.length === patterns.length &&
      nameClass.patterns.every((pattern) => pattern.resolution === resolution)
    );
  }
}

/** A number below 2^53 for a set, the same in whatever order its members come. */
function hashOf(patterns: readonly NamePattern[]): number {
  let sum = 0;
  let mixed = 0;
  for (const { hash } of patterns) {
    sum = (sum + hash) | 0;
    mixed ^= Math.imul(hash, 0x9e3779b1);
  }
  return (sum >>> 0) * 2 ** 20 + (mixed >>> 12);
}
