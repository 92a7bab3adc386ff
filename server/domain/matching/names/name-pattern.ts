import type { NameRegex } from "#schemas/pattern/name.ts";
import type { PatternType } from "#schemas/pattern/types.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import type { ListIndex } from "../index/list-index.ts";

/** Rules that are gone are dropped from the list once they are more than the live ones, and than this. */
const FEW_GONE = 16;

/**
 * A type and a value of patterns, with the rules that have them: the unit in which names are resolved. The rules are a list
 * that grows at its end, so that whoever read it to some length reads on from there; when rules are dropped from it, the
 * list is another edition.
 */
export class NamePattern {
  readonly type: PatternType;
  readonly value: string;
  readonly regex: NameRegex | undefined;
  /** For telling sets of name patterns apart. */
  readonly hash: number;
  rules: readonly CompiledRule[];
  edition = 0;
  /** Its own indexes, once it has had many rules. */
  ownIndex: ListIndex | undefined;
  /** Marks those that a resolution found. */
  resolution = 0;
  #rules: CompiledRule[] = [];
  #goneCount = 0;

  constructor(type: PatternType, value: string, regex: NameRegex | undefined, serial: number) {
    this.type = type;
    this.value = value;
    this.regex = regex;
    this.hash = scatter(serial);
    this.rules = this.#rules;
  }

  get liveCount(): number {
    return this.#rules.length - this.#goneCount;
  }

  matches(name: string): boolean {
    switch (this.type) {
      case "exact":
        return name === this.value;
      case "prefix":
        return name.startsWith(this.value);
      case "regex":
        return this.regex?.test(name) ?? false;
    }
  }

  add(rule: CompiledRule): void {
    this.#rules.push(rule);
  }

  /** Notes that a rule of the list is gone. @returns whether it is time to `drop` those that are */
  countGone(): boolean {
    this.#goneCount += 1;
    return this.#goneCount > Math.max(FEW_GONE, this.liveCount);
  }

  /** Drops the rules that are gone from the list. */
  drop(isGone: (rule: CompiledRule) => boolean): void {
    this.#rules = this.#rules.filter((rule) => !isGone(rule));
    this.rules = this.#rules;
    this.#goneCount = 0;
    this.edition += 1;
  }
}

/** Spreads consecutive numbers over 32 bits (the finalizer of MurmurHash3). */
function scatter(serial: number): number {
  let hash = serial;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
