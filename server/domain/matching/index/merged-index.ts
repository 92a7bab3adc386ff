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
   * @returns false when the index must be built anew: its rules have other numbers, most of them are gone, or more came than
   * one event may wait for
   */
  catchUp(context: MatchContext): boolean {
    const { states } = context;
    if (this.#numbering !== states.numbering) return false;
    let live = 0;
    let comeCount = 0;
    const come: (readonly CompiledRule[])[] = [];
    for (const pattern of this.#patterns) {
      live += pattern.liveCount;
      const since = pattern.since(this.#end);
      if (since.length === 0) continue;
      come.push(since);
      comeCount += since.length;
    }
    if (comeCount > context.rulesToIndex || isWorn(this.#index.size + comeCount, live)) return false;
    if (comeCount > 0) this.#index.addAll(come.flat());
    context.rulesToIndex -= comeCount;
    this.#end = states.end;
    return true;
  }

  match({ view }: MatchContext, out: Int32Array, count: number): number {
    return this.#index.match(view, out, count);
  }
}
