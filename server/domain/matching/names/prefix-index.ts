import type { NamePattern } from "./name-pattern.ts";

const FACTOR = 0x01000193;

/** Prefixes, found by a hash that grows with each character of a name: no piece of the name is ever copied. */
export class PrefixIndex {
  readonly #byHash = new Map<number, NamePattern[]>();
  /** By length: how many prefixes have it. */
  readonly #counts: number[] = [];

  add(pattern: NamePattern): void {
    const { value } = pattern;
    const hash = hashOf(value);
    this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), pattern]);
    this.#counts[value.length] = (this.#counts[value.length] ?? 0) + 1;
  }

  remove(pattern: NamePattern): void {
    const { value } = pattern;
    const hash = hashOf(value);
    const others = (this.#byHash.get(hash) ?? []).filter((other) => other !== pattern);
    if (others.length === 0) this.#byHash.delete(hash);
    else this.#byHash.set(hash, others);
    this.#counts[value.length] = (this.#counts[value.length] ?? 1) - 1;
  }

  /** Adds to `found` the prefixes that the name begins with, and marks them with the resolution's number. */
  find(name: string, resolution: number, found: NamePattern[]): void {
    const longest = Math.min(name.length, this.#counts.length - 1);
    let hash = 0;
    for (let length = 0; length <= longest; length += 1) {
      if (length > 0) hash = extend(hash, name.charCodeAt(length - 1));
      if ((this.#counts[length] ?? 0) === 0) continue;
      for (const pattern of this.#byHash.get(hash) ?? []) {
        if (pattern.value.length !== length || !pattern.matches(name)) continue;
        pattern.resolution = resolution;
        found.push(pattern);
      }
    }
  }
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = extend(hash, text.charCodeAt(at));
  return hash;
}

function extend(hash: number, character: number): number {
  return Math.imul(hash ^ character, FACTOR) + 1;
}
