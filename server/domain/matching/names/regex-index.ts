import { NeedleIndex } from "../text/needle-index.ts";
import type { NamePattern } from "./name-pattern.ts";
import type { Requirement } from "./required-texts.ts";

/** Expressions that are gone are dropped from the index once they are more than the others, and than this. */
const FEW_REMOVED = 64;

/** Expressions that ask first for a certain text, by where they ask it to be. */
interface Holders extends Record<Requirement["at"], NamePattern[]> {
  readonly text: string;
}

/**
 * Regular expressions, each once. Those that ask a name for certain texts are tested for names that hold them: a name
 * that was never seen before costs one pass over its characters, and few tests.
 */
export class RegexIndex {
  #needles = new NeedleIndex("within");
  /** By the number of the text. */
  #byNeedle: Holders[] = [];
  readonly #unasking = new Set<NamePattern>();
  readonly #all = new Set<NamePattern>();
  #removedCount = 0;

  add(pattern: NamePattern): void {
    this.#all.add(pattern);
    const [first] = pattern.requirements;
    if (first === undefined) this.#unasking.add(pattern);
    for (const text of first?.texts ?? []) {
      const number = this.#needles.add(text);
      this.#byNeedle[number] ??= { text, start: [], end: [], whole: [], anywhere: [] };
      this.#byNeedle[number][first?.at ?? "anywhere"].push(pattern);
    }
  }

  remove(pattern: NamePattern): void {
    this.#all.delete(pattern);
    if (this.#unasking.delete(pattern)) return;
    this.#removedCount += 1;
    if (this.#removedCount > Math.max(FEW_REMOVED, this.#all.size)) this.#rebuild();
  }

  /** Adds to `found` the expressions that the name matches, and marks them with the resolution's number. */
  find(name: string, resolution: number, found: NamePattern[]): void {
    for (const pattern of this.#unasking) {
      if (pattern.matches(name)) note(pattern, resolution, found);
    }
    const count = this.#needles.search(name);
    for (let index = 0; index < count; index += 1) {
      const holders = this.#byNeedle[this.#needles.found[index] ?? 0];
      if (holders === undefined) continue;
      if (name.startsWith(holders.text)) this.#test(holders.start, name, resolution, found);
      if (name.endsWith(holders.text)) this.#test(holders.end, name, resolution, found);
      if (name === holders.text) this.#test(holders.whole, name, resolution, found);
      this.#test(holders.anywhere, name, resolution, found);
    }
  }

  #test(patterns: readonly NamePattern[], name: string, resolution: number, found: NamePattern[]): void {
    for (const pattern of patterns) {
      if (pattern.resolution === resolution || !pattern.matchesHolding(name)) continue;
      if (this.#all.has(pattern)) note(pattern, resolution, found);
    }
  }

  #rebuild(): void {
    this.#removedCount = 0;
    this.#needles = new NeedleIndex("within");
    this.#byNeedle = [];
    for (const pattern of this.#all) this.add(pattern);
  }
}

function note(pattern: NamePattern, resolution: number, found: NamePattern[]): void {
  pattern.resolution = resolution;
  found.push(pattern);
}
