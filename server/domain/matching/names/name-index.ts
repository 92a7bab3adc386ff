import type { PatternType } from "#schemas/pattern/types.ts";
import { NamePattern } from "./name-pattern.ts";
import { PrefixIndex } from "./prefix-index.ts";
import { RegexIndex } from "./regex-index.ts";
import { RegexTest } from "./regex-test.ts";

/** Name patterns that were added lately, by which a remembered answer is brought up to date. */
const REMEMBERED_ADDITIONS = 64;

/** The name patterns of the rules, and those among them that an event's name satisfies. */
export class NameIndex {
  readonly #exact = new Map<string, NamePattern>();
  readonly #prefixes = new Map<string, NamePattern>();
  readonly #prefixIndex = new PrefixIndex();
  readonly #regexes = new Map<string, NamePattern>();
  readonly #regexIndex = new RegexIndex();
  readonly #latest: NamePattern[] = [];
  #additions = 0;
  #resolution = 0;

  /** Name patterns that were ever added. */
  get additions(): number {
    return this.#additions;
  }

  /** The number of the last resolution, which the name patterns that it found are marked with. */
  get resolution(): number {
    return this.#resolution;
  }

  /** The name pattern of a type and value, which is added when there is none; `undefined` for a regex that does not compile. */
  take(type: PatternType, value: string): NamePattern | undefined {
    const known = this.#mapOf(type).get(value);
    if (known !== undefined) return known;
    const regex = type === "regex" ? RegexTest.compile(value) : undefined;
    if (type === "regex" && regex === undefined) return undefined;
    const pattern = new NamePattern(type, value, regex, this.#additions + 1);
    this.#mapOf(type).set(value, pattern);
    if (type === "prefix") this.#prefixIndex.add(pattern);
    else if (type === "regex") this.#regexIndex.add(pattern);
    this.#latest[this.#additions % REMEMBERED_ADDITIONS] = pattern;
    this.#additions += 1;
    return pattern;
  }

  remove(pattern: NamePattern): void {
    const { type, value } = pattern;
    this.#mapOf(type).delete(value);
    if (type === "prefix") this.#prefixIndex.remove(pattern);
    else if (type === "regex") this.#regexIndex.remove(pattern);
  }

  /** The name patterns that a name satisfies, in no certain order. */
  resolve(name: string): NamePattern[] {
    this.#resolution += 1;
    const found: NamePattern[] = [];
    const exact = this.#exact.get(name);
    if (exact !== undefined) {
      exact.resolution = this.#resolution;
      found.push(exact);
    }
    this.#prefixIndex.find(name, this.#resolution, found);
    this.#regexIndex.find(name, this.#resolution, found);
    return found;
  }

  /** Whether an answer from when there were `additions` name patterns is still complete. */
  isComplete(name: string, additions: number): boolean {
    if (this.#additions - additions > REMEMBERED_ADDITIONS) return false;
    for (let addition = additions; addition < this.#additions; addition += 1) {
      if (this.#latest[addition % REMEMBERED_ADDITIONS]?.matches(name)) return false;
    }
    return true;
  }

  #mapOf(type: PatternType): Map<string, NamePattern> {
    switch (type) {
      case "exact":
        return this.#exact;
      case "prefix":
        return this.#prefixes;
      case "regex":
        return this.#regexes;
    }
  }
}
