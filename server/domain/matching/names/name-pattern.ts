import type { PatternType } from "#schemas/pattern/types.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import type { ListIndex } from "../index/list-index.ts";
import type { RegexTest } from "./regex-test.ts";
import type { Requirement } from "./required-texts.ts";

/** Rules that are gone are dropped from the list once they are more than the live ones, and than this. */
const FEW_GONE = 16;

/**
 * A type and a value of patterns, with the rules that have them: the unit in which names are resolved. The rules are in the
 * order of their numbers, so whoever knows them up to a number reads on from there.
 */
export class NamePattern {
  readonly type: PatternType;
  readonly value: string;
  /** For telling sets of name patterns apart. */
  readonly hash: number;
  /** Its own indexes, once it has had many rules. */
  ownIndex: ListIndex | undefined;
  /** Marks those that a resolution found. */
  resolution = 0;
  #rules: CompiledRule[] = [];
  #goneCount = 0;
  readonly #regex: RegexTest | undefined;

  constructor(type: PatternType, value: string, regex: RegexTest | undefined, serial: number) {
    this.type = type;
    this.value = value;
    this.#regex = regex;
    this.hash = scatter(serial);
  }

  /** What a name must hold to match a regular expression. */
  get requirements(): readonly Requirement[] {
    return this.#regex?.requirements ?? [];
  }

  /** Its rules; some may be gone. */
  get rules(): readonly CompiledRule[] {
    return this.#rules;
  }

  get liveCount(): number {
    return this.#rules.length - this.#goneCount;
  }

  /** Its rules from a number on. */
  since(number: number): readonly CompiledRule[] {
    let first = this.#rules.length;
    while (first > 0 && (this.#rules[first - 1]?.number ?? 0) >= number) first -= 1;
    return first === 0 ? this.#rules : this.#rules.slice(first);
  }

  matches(name: string): boolean {
    switch (this.type) {
      case "exact":
        return name === this.value;
      case "prefix":
        return name.startsWith(this.value);
      case "regex":
        return this.#regex?.matches(name) ?? false;
    }
  }

  /** Whether a regular expression is matched by a name that is known to hold the first thing that it requires. */
  matchesHolding(name: string): boolean {
    return this.#regex?.matchesHolding(name) ?? false;
  }

  add(rule: CompiledRule): void {
    this.#rules.push(rule);
  }

  /** Notes that a rule of the list is gone. @returns whether it is time to `drop` those that are */
  countGone(): boolean {
    this.#goneCount += 1;
    return this.liveCount === 0 || this.#goneCount > Math.max(FEW_GONE, this.liveCount);
  }

  /** Drops the rules that are gone from the list. */
  drop(isGone: (rule: CompiledRule) => boolean): void {
    if (this.#goneCount === 0) return;
    this.#rules = this.#rules.filter((rule) => !isGone(rule));
    this.#goneCount = 0;
  }
}

/** Spreads consecutive numbers over 32 bits (the finalizer of MurmurHash3). */
function scatter(serial: number): number {
  let hash = serial;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
