import type { CompiledRule } from "../compiled-rule.ts";
import type { NamePattern } from "../names/name-pattern.ts";
import type { MatchContext } from "./match-context.ts";
import { isWorn, RuleIndex } from "./rule-index.ts";

/** One index over the rules of several name patterns, which it follows as they change. */
export class MergedIndex {
  readonly #index: RuleIndex;
  readonly #patterns: readonly NamePattern[];
  readonly #numbering: number;
  /** Rules with lower numbers are in the index, or were gone before. */
  #end: number;

  constructor(patterns: readonly NamePattern[], context: MatchContext) {
    this.#index = new RuleIndex(context);
    this.#patterns = patterns;
    this.#numbering = context.states.numbering;
    this.#end = context.states.end;
    this.#index.addAll(patterns.flatMap(({ rules }) => rules));
  }

  get size(): number {
    return this.#index.size;
  }

  /**
   * Adds the rules that came.
   *
   * @returns false when the index must be built anew: its rules have other numbers, or most of them are gone
   */
  catchUp({ states }: MatchContext): boolean {
    if (this.#numbering !== states.numbering) return false;
    let live = 0;
    let come: CompiledRule[] | undefined;
    for (const pattern of this.#patterns) {
      live += pattern.liveCount;
      const since = pattern.since(this.#end);
      if (since.length > 0) come = [...(come ?? []), ...since];
    }
    if (come !== undefined) this.#index.addAll(come);
    this.#end = states.end;
    return !isWorn(this.#index.size, live);
  }

  match({ view }: MatchContext, out: Int32Array, count: number): number {
    return this.#index.match(view, out, count);
  }
}
