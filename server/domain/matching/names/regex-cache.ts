import { compileRegex, type NameRegex } from "#schemas/pattern/name.ts";
import { meetsAll, type Requirements, requirementsOf } from "./required-texts.ts";

/**
 * Compiled expressions that are kept, at about 16 kB each. Names are remembered, so an expression is needed for names that were
 * not seen of late: the expressions of some ten thousand rules stay, and beyond that those that are needed.
 */
const MOST_COMPILED = 2_000;

/**
 * A regular expression that is compiled when a name first holds the texts that it asks for, and again if it was given up
 * meanwhile.
 */
export class CachedRegex {
  readonly source: string;
  readonly requirements: Requirements;
  readonly #cache: RegexCache;
  /** Whether a name was tested since the cache last looked for something to give up. */
  wasUsed = false;
  #compiled: NameRegex | undefined;

  constructor(source: string, cache: RegexCache) {
    this.source = source;
    this.requirements = requirementsOf(source);
    this.#cache = cache;
  }

  /** Whether the name matches; one that does not compile, which `patternSchema` refuses, is matched by no name. */
  test(name: string): boolean {
    return meetsAll(name, this.requirements.all, 0) && this.#test(name);
  }

  /** The same for a name that is known to hold the first thing that is required. */
  testHolding(name: string): boolean {
    return meetsAll(name, this.requirements.all, 1) && this.#test(name);
  }

  #test(name: string): boolean {
    if (this.requirements.decide) return true;
    this.wasUsed = true;
    if (this.#compiled === undefined) this.#compile();
    return this.#compiled?.test(name) ?? false;
  }

  giveUp(): void {
    this.#compiled = undefined;
  }

  #compile(): void {
    const result = compileRegex(this.source);
    if (result.outcome === "refused") return;
    this.#compiled = result.regex;
    this.#cache.note(this);
  }
}

/** Bounds the memory of compiled expressions: one that was not used for a round is given up for a new one (CLOCK). */
export class RegexCache {
  readonly #compiled: CachedRegex[] = [];
  readonly #most: number;
  #hand = 0;

  constructor(most = MOST_COMPILED) {
    this.#most = most;
  }

  /** Notes an expression that was compiled. */
  note(regex: CachedRegex): void {
    if (this.#compiled.length < this.#most) {
      this.#compiled.push(regex);
      return;
    }
    for (;;) {
      const candidate = this.#compiled[this.#hand];
      if (candidate === undefined || candidate.wasUsed === false) break;
      candidate.wasUsed = false;
      this.#hand = (this.#hand + 1) % this.#most;
    }
    this.#compiled[this.#hand]?.giveUp();
    this.#compiled[this.#hand] = regex;
    this.#hand = (this.#hand + 1) % this.#most;
  }
}
