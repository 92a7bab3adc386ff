import type { NamePattern } from "../names/name-pattern.ts";
import type { MatchContext } from "./match-context.ts";
import { RuleIndex } from "./rule-index.ts";

interface Followed {
  readonly pattern: NamePattern;
  readonly edition: number;
  /** Rules of its list that are in the index. */
  taken: number;
}

/** One index over the rules of several name patterns, which it follows as they change. */
export class MergedIndex {
  readonly #index: RuleIndex;
  readonly #followed: readonly Followed[];

  constructor(patterns: readonly NamePattern[], context: MatchContext) {
    this.#index = new RuleIndex(context);
    this.#followed = patterns.map((pattern) => ({
      pattern,
      edition: pattern.edition,
      taken: pattern.rules.length,
    }));
    this.#index.addAll(patterns.flatMap(({ rules }) => rules));
  }

  get size(): number {
    return this.#index.size;
  }

  /** Adds what came to the lists. @returns false when the index must be built anew: rules were dropped from a list */
  catchUp(): boolean {
    for (const followed of this.#followed) {
      const { rules, edition } = followed.pattern;
      if (edition !== followed.edition) return false;
      if (followed.taken === rules.length) continue;
      this.#index.addAll(rules.slice(followed.taken));
      followed.taken = rules.length;
    }
    return true;
  }

  match({ view }: MatchContext, out: Int32Array, count: number): number {
    return this.#index.match(view, out, count);
  }
}
