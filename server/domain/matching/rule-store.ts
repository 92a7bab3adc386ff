import type { CompiledRule } from "./compiled-rule.ts";
import { ConditionCompiler } from "./conditions/condition-compiler.ts";
import type { IndexSizes } from "./index/index-sizes.ts";
import { NameIndex } from "./names/name-index.ts";
import type { NamePattern } from "./names/name-pattern.ts";
import type { Rule } from "./rule.ts";
import { GONE, LIVE, RuleStates } from "./rule-states.ts";

interface StoredRule<Label> extends CompiledRule {
  readonly name: NamePattern;
  readonly label: Label;
}

/**
 * The rules and what they share. A change of any number of rules has three parts, of which the first and the last can
 * be done bit by bit, between matches:
 *
 * 1. `put` and `remove` prepare it: rules that come are compiled and listed, but are not live yet.
 * 2. `commit` makes it count: what came is live, what was replaced or removed is not. No match sees a part of it.
 * 3. `tidy` gives back what the rules that are gone had.
 */
export class RuleStore<Label> {
  readonly conditions = new ConditionCompiler();
  readonly names = new NameIndex();
  readonly states = new RuleStates();
  readonly #byId = new Map<string, StoredRule<Label>>();
  /** By number, until what they had is given back. */
  #byNumber: (StoredRule<Label> | undefined)[] = [];
  /**
   * What the change that is being prepared makes of an id: a rule, or undefined for none. A new map for each change: those
   * that are cleared hold on to what they had until all memory is searched for garbage.
   */
  #prepared = new Map<string, StoredRule<Label> | undefined>();
  readonly #gone: StoredRule<Label>[] = [];
  readonly #spareNumbers: number;

  constructor({ spareNumbers }: Pick<IndexSizes, "spareNumbers">) {
    this.#spareNumbers = spareNumbers;
  }

  /** Live rules. */
  get size(): number {
    return this.#byId.size;
  }

  /** The label of a rule by its number. */
  labelOf(number: number): Label | undefined {
    return this.#byNumber[number]?.label;
  }

  /** Prepares that a rule comes, in place of the one with its id; `refused` when it does not compile. */
  put(rule: Rule, label: Label): "prepared" | "refused" {
    const conditions = this.conditions.compile(rule.filters);
    if (conditions === undefined) return "refused";
    const name = this.names.take(rule.type, rule.value);
    if (name === undefined) {
      this.conditions.release(conditions);
      return "refused";
    }
    const number = this.states.add();
    const stored: StoredRule<Label> = { number, conditions, name, label };
    this.#byNumber[number] = stored;
    name.add(stored);
    this.#prepare(rule.id, stored);
    return "prepared";
  }

  /** Prepares that a rule goes. */
  remove(id: string): void {
    this.#prepare(id, undefined);
  }

  #prepare(id: string, rule: StoredRule<Label> | undefined): void {
    const earlier = this.#prepared.get(id);
    if (earlier !== undefined) this.#leave(earlier);
    this.#prepared.set(id, rule);
  }

  /** Makes what was prepared count. */
  commit(): void {
    for (const [id, rule] of this.#prepared) {
      const before = this.#byId.get(id);
      if (before !== undefined) this.#leave(before);
      if (rule === undefined) this.#byId.delete(id);
      else {
        this.states.set(rule.number, LIVE);
        this.#byId.set(id, rule);
      }
    }
    this.#prepared = new Map();
  }

  /** Gives up what was prepared. */
  discard(): void {
    for (const rule of this.#prepared.values()) {
      if (rule !== undefined) this.#leave(rule);
    }
    this.#prepared = new Map();
  }

  /**
   * Gives back what at most `limit` of the rules that are gone had.
   *
   * @returns whether nothing is left to do
   */
  tidy(limit: number): boolean {
    for (const rule of this.#gone.splice(-limit)) this.#giveBack(rule);
    if (this.#gone.length > 0) return false;
    if (this.#prepared.size === 0 && this.states.end > 2 * this.size + this.#spareNumbers) this.#renumber();
    return true;
  }

  #leave(rule: StoredRule<Label>): void {
    this.states.set(rule.number, GONE);
    this.#gone.push(rule);
  }

  #giveBack({ number, conditions, name }: StoredRule<Label>): void {
    this.#byNumber[number] = undefined;
    this.conditions.release(conditions);
    if (name.countGone()) name.drop((rule) => this.#byNumber[rule.number] === undefined);
    if (name.liveCount === 0) this.names.remove(name);
  }

  /** In the order that they have, which is that of the lists. Indexes are built anew; see `RuleStates.numbering`. */
  #renumber(): void {
    const rules = this.#byNumber.filter((rule) => rule !== undefined);
    for (const { name } of rules) name.drop((rule) => !this.states.isLive(rule.number));
    this.states.clear();
    this.#byNumber = rules;
    for (const rule of rules) {
      rule.number = this.states.add();
      this.states.set(rule.number, LIVE);
    }
  }
}
