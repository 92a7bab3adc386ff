import type { NamePattern } from "../names/name-pattern.ts";
import type { MatchContext } from "./match-context.ts";
import { RuleIndex } from "./rule-index.ts";
import { tryRules } from "./try-rules.ts";

/** The indexes of a name pattern that has many rules: each over a stretch of its list, so that none takes long to build. */
export class ListIndex {
  readonly #pattern: NamePattern;
  #indexes: RuleIndex[] = [];
  #edition: number;
  /** Rules of the list that are in an index. */
  #taken = 0;

  constructor(pattern: NamePattern) {
    this.#pattern = pattern;
    this.#edition = pattern.edition;
  }

  /** Writes the numbers of the live rules that match to `out`, from `count` on. @returns the new count */
  match(context: MatchContext, out: Int32Array, count: number): number {
    const { rules, edition } = this.#pattern;
    if (this.#taken < rules.length || this.#edition !== edition) this.#catchUp(context);
    let matched = count;
    for (const index of this.#indexes) matched = index.match(context.view, out, matched);
    return this.#taken < rules.length ? tryRules(rules, this.#taken, context, out, matched) : matched;
  }

  #catchUp(context: MatchContext): void {
    const { rules, edition } = this.#pattern;
    if (this.#edition !== edition) {
      this.#edition = edition;
      this.#indexes = [];
      this.#taken = 0;
    }
    while (this.#taken < rules.length && context.rulesToIndex > 0) {
      const index = this.#indexWithRoom(context);
      const room = Math.min(context.sizes.mostInIndex - index.size, context.rulesToIndex);
      const next = rules.slice(this.#taken, this.#taken + room);
      index.addAll(next);
      this.#taken += next.length;
      context.rulesToIndex -= next.length;
    }
  }

  #indexWithRoom(context: MatchContext): RuleIndex {
    const last = this.#indexes.at(-1);
    if (last !== undefined && last.size < context.sizes.mostInIndex) return last;
    const index = new RuleIndex(context);
    this.#indexes.push(index);
    return index;
  }
}
