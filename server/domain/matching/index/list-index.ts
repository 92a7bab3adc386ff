import type { NamePattern } from "../names/name-pattern.ts";
import type { MatchContext } from "./match-context.ts";
import { isWorn, RuleIndex } from "./rule-index.ts";
import { tryRules } from "./try-rules.ts";

/** The indexes of a name pattern that has many rules: each over some of them, so that none takes long to build. */
export class ListIndex {
  readonly #pattern: NamePattern;
  #indexes: RuleIndex[] = [];
  #numbering = -1;
  /** Rules with lower numbers are in an index, or were gone before. */
  #end = 0;
  #size = 0;
  #changes = -1;

  constructor(pattern: NamePattern) {
    this.#pattern = pattern;
  }

  /** Writes the numbers of the live rules that match to `out`, from `count` on. @returns the new count */
  match(context: MatchContext, out: Int32Array, count: number): number {
    if (this.#changes !== context.changes) this.#catchUp(context);
    let matched = count;
    for (const index of this.#indexes) matched = index.match(context.view, out, matched);
    // Unless it has caught up, there are rules behind its end.
    return this.#changes === context.changes
      ? matched
      : tryRules(this.#pattern.since(this.#end), context, out, matched);
  }

  #catchUp(context: MatchContext): void {
    const { states, changes } = context;
    if (this.#numbering !== states.numbering || isWorn(this.#size, this.#pattern.liveCount)) {
      this.#numbering = states.numbering;
      this.#indexes = [];
      this.#end = 0;
      this.#size = 0;
    }
    for (let come = this.#pattern.since(this.#end); come.length > 0; come = this.#pattern.since(this.#end)) {
      if (context.rulesToIndex <= 0) return;
      const index = this.#indexWithRoom(context);
      const sizeBefore = index.size;
      const next = come.slice(0, Math.min(context.sizes.mostInIndex - index.size, context.rulesToIndex));
      index.addAll(next);
      this.#end = (next.at(-1)?.number ?? 0) + 1;
      this.#size += index.size - sizeBefore;
      context.rulesToIndex -= next.length;
    }
    this.#changes = changes;
  }

  #indexWithRoom(context: MatchContext): RuleIndex {
    const last = this.#indexes.at(-1);
    if (last !== undefined && last.size < context.sizes.mostInIndex) return last;
    const index = new RuleIndex(context);
    this.#indexes.push(index);
    return index;
  }
}
