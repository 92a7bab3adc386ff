import { NeedleIndex } from "../text/needle-index.ts";
import type { NamePattern } from "./name-pattern.ts";
import { requiredTexts } from "./required-texts.ts";

/** Texts that nobody asks for any more are dropped once there are more of them than expressions, and than this. */
const FEW_REMOVED = 64;

/**
 * Regular expressions, each once. Those that ask a name for a certain text are tested for names that hold it: a name
 * that was never seen before costs one pass over its characters, and few tests.
 */
export class RegexIndex {
  #needles = new NeedleIndex("within");
  /** By the number of the text. */
  #byNeedle: NamePattern[][] = [];
  readonly #others = new Set<NamePattern>();
  readonly #all = new Set<NamePattern>();
  #removedCount = 0;

  add(pattern: NamePattern): void {
    this.#all.add(pattern);
    const texts = requiredTexts(pattern.value);
    if (texts === undefined) this.#others.add(pattern);
    for (const text of texts ?? []) {
      const number = this.#needles.add(text);
      this.#byNeedle[number] ??= [];
      this.#byNeedle[number].push(pattern);
    }
  }

  remove(pattern: NamePattern): void {
    this.#all.delete(pattern);
    this.#others.delete(pattern);
    for (const text of requiredTexts(pattern.value) ?? []) this.#removeFrom(text, pattern);
    this.#removedCount += 1;
    if (this.#removedCount > Math.max(FEW_REMOVED, this.#all.size)) this.#rebuild();
  }

  /** Adds to `found` the expressions that the name matches, and marks them with the resolution's number. */
  find(name: string, resolution: number, found: NamePattern[]): void {
    for (const pattern of this.#others) {
      if (pattern.matches(name)) note(pattern, resolution, found);
    }
    const count = this.#needles.search(name);
    for (let index = 0; index < count; index += 1) {
      for (const pattern of this.#byNeedle[this.#needles.found[index] ?? 0] ?? []) {
        if (pattern.resolution !== resolution && pattern.matches(name)) note(pattern, resolution, found);
      }
    }
  }

  #removeFrom(text: string, pattern: NamePattern): void {
    const patterns = this.#byNeedle[this.#needles.numberOf(text) ?? -1];
    const at = patterns?.indexOf(pattern) ?? -1;
    if (at >= 0) patterns?.splice(at, 1);
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
