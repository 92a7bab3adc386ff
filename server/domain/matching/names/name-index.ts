import { compileRegex } from "#schemas/pattern/name.ts";
import type { PatternType } from "#schemas/pattern/types.ts";
import { NamePattern } from "./name-pattern.ts";
import { RegexIndex } from "./regex-index.ts";

/** Name patterns that were added lately, by which a remembered answer is brought up to date. */
const REMEMBERED_ADDITIONS = 64;

/**
 * Finds the name patterns that an event's name satisfies: exact names by one look-up, prefixes by one look-up for each
 * distinct length, regular expressions by what they ask for.
 */
export class NameIndex {
  readonly #exact = new Map<string, NamePattern>();
  readonly #prefixesByLength = new Map<number, Map<string, NamePattern>>();
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
    const known = this.#mapOf(type, value).get(value);
    if (known !== undefined) return known;
    const compiled = type === "regex" ? compileRegex(value) : undefined;
    if (compiled?.outcome === "refused") return undefined;
    const pattern = new NamePattern(type, value, compiled?.regex, this.#additions + 1);
    this.#mapOf(type, value).set(value, pattern);
    if (type === "regex") this.#regexIndex.add(pattern);
    this.#latest[this.#additions % REMEMBERED_ADDITIONS] = pattern;
    this.#additions += 1;
    return pattern;
  }

  remove(pattern: NamePattern): void {
    const { type, value } = pattern;
    const patterns = this.#mapOf(type, value);
    patterns.delete(value);
    if (type === "prefix" && patterns.size === 0) this.#prefixesByLength.delete(value.length);
    if (type === "regex") this.#regexIndex.remove(pattern);
  }

  /** The name patterns that a name satisfies, in no certain order. */
  resolve(name: string): NamePattern[] {
    this.#resolution += 1;
    const found: NamePattern[] = [];
    this.#note(this.#exact.get(name), found);
    for (const [length, prefixes] of this.#prefixesByLength) {
      if (length <= name.length) this.#note(prefixes.get(name.slice(0, length)), found);
    }
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

  #note(pattern: NamePattern | undefined, found: NamePattern[]): void {
    if (pattern === undefined) return;
    pattern.resolution = this.#resolution;
    found.push(pattern);
  }

  #mapOf(type: PatternType, value: string): Map<string, NamePattern> {
    switch (type) {
      case "exact":
        return this.#exact;
      case "prefix":
        return this.#prefixesOf(value.length);
      case "regex":
        return this.#regexes;
    }
  }

  #prefixesOf(length: number): Map<string, NamePattern> {
    let prefixes = this.#prefixesByLength.get(length);
    if (prefixes === undefined) {
      prefixes = new Map();
      this.#prefixesByLength.set(length, prefixes);
    }
    return prefixes;
  }
}
