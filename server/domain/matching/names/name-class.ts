import { ListIndex } from "../index/list-index.ts";
import type { MatchContext } from "../index/match-context.ts";
import { MergedIndex } from "../index/merged-index.ts";
import { tryRules } from "../index/try-rules.ts";
import type { NamePattern } from "./name-pattern.ts";

/** A merged list that has grown so many times past the size at which lists get indexes of their own gets one. */
const GROWTH = 2;

/**
 * All names that satisfy the same set of name patterns: the same rules come into question for their events. The rules of
 * the patterns that have few are merged into one index of the class.
 */
export class NameClass {
  readonly patterns: readonly NamePattern[];
  #events = 0;
  #merged: MergedIndex | undefined;
  /** Those that are not merged. */
  #apart: readonly NamePattern[];
  #changes = -1;

  constructor(patterns: readonly NamePattern[]) {
    this.patterns = patterns;
    this.#apart = patterns;
  }

  /** Rules in the index of the class. */
  get size(): number {
    return this.#merged?.size ?? 0;
  }

  /** Writes the numbers of the live rules that match to `out`. @returns how many match */
  match(context: MatchContext, out: Int32Array): number {
    if (this.#changes !== context.changes || this.#merged === undefined) this.#prepare(context);
    const count = this.#merged?.match(context, out, 0) ?? 0;
    return this.#apart.length === 0 ? count : this.#matchApart(context, out, count);
  }

  #matchApart(context: MatchContext, out: Int32Array, count: number): number {
    let matched = count;
    for (const { ownIndex, rules } of this.#apart) {
      matched = ownIndex?.match(context, out, matched) ?? tryRules(rules, context, out, matched);
    }
    return matched;
  }

  /** Gives the memory of the index back; it is built again when it is needed. */
  dropIndex(): void {
    this.#drop();
    this.#events = 0;
  }

  #prepare(context: MatchContext): void {
    this.#changes = context.changes;
    this.#events += 1;
    if (this.#merged !== undefined && (this.#hasGrown(context) || !this.#merged.catchUp(context)))
      this.#drop();
    if (
      this.#merged === undefined &&
      this.#events > context.sizes.eventsBeforeIndex &&
      context.rulesToIndex > 0
    )
      this.#build(context);
  }

  #hasGrown({ sizes }: MatchContext): boolean {
    const most = sizes.ownIndexFrom * GROWTH;
    return this.patterns.some(({ liveCount, ownIndex }) => ownIndex === undefined && liveCount > most);
  }

  #drop(): void {
    this.#merged = undefined;
    this.#apart = this.patterns;
  }

  #build(context: MatchContext): void {
    const { mostInIndex, ownIndexFrom } = context.sizes;
    const merged = new Set<NamePattern>();
    let size = 0;
    for (const pattern of this.patterns.toSorted((left, right) => left.rules.length - right.rules.length)) {
      const { length } = pattern.rules;
      if (pattern.ownIndex !== undefined) continue;
      if (length < ownIndexFrom && size + length <= mostInIndex) {
        merged.add(pattern);
        size += length;
      } else pattern.ownIndex = new ListIndex(pattern);
    }
    this.#apart = this.patterns.filter((pattern) => !merged.has(pattern));
    this.#merged = new MergedIndex([...merged], context);
    context.rulesToIndex -= size;
    context.memory.note(this);
  }
}
