import type { Envelope } from "#schemas/envelope.ts";
import { EventView } from "./conditions/event-view.ts";
import { IndexMemory } from "./index/index-memory.ts";
import { INDEX_SIZES, type IndexSizes } from "./index/index-sizes.ts";
import type { MatchContext } from "./index/match-context.ts";
import { NameDirectory } from "./names/name-directory.ts";
import type { Rule } from "./rule.ts";
import { RuleStore } from "./rule-store.ts";

/** One change of the rules. A rule that comes takes the place of the one with its id. */
export type RuleChange<Label> =
  | { readonly kind: "put"; readonly rule: Rule; readonly label: Label }
  | { readonly kind: "remove"; readonly id: string };

/**
 * Many rules, compiled together so that an event's cost hardly grows with their number. It finds exactly the rules for
 * which `evaluate` in schemas/pattern is true; docs/matcher.md has figures.
 *
 * An event goes this way:
 *
 * 1. `names/`: its name is resolved to the set of name patterns that it satisfies, its class, and that is remembered.
 *    A regular expression is tested only for names that hold a text that it asks for. What makes names cheap is
 *    that nothing is built for one that was never seen: it joins the class of its set.
 * 2. `index/`: a class has its rules in an index, in which each rule is found by one of its conditions: the value that
 *    fewest events are expected to have, a text, or a bound. Patterns with many rules have indexes of their own, which classes
 *    share. What is not in an index yet is tried rule by rule, so that no event waits for more than one to be built.
 * 3. `conditions/`: the other conditions of a rule that was found are verified, from the cheapest to the dearest. Each
 *    field is read once an event, equal values are equal integers, and what is costly is evaluated once for all rules.
 *
 * Rules change while events are matched. A change is prepared bit by bit and counts all at once; see `RuleStore`. It
 * touches the rules' name patterns alone: a class catches up when an event next asks it.
 */
export class Matcher<Label> {
  readonly #store: RuleStore<Label>;
  readonly #directory: NameDirectory;
  readonly #context: MatchContext;
  #out = new Int32Array(0);

  constructor(sizes: IndexSizes = INDEX_SIZES) {
    this.#store = new RuleStore(sizes);
    this.#directory = new NameDirectory(this.#store.names);
    const { conditions, states } = this.#store;
    this.#context = {
      view: new EventView(conditions),
      values: conditions.values,
      states,
      sizes,
      memory: new IndexMemory(sizes.mostMerged),
      changes: 0,
      rulesToIndex: 0,
    };
  }

  /** Live rules. */
  get size(): number {
    return this.#store.size;
  }

  /** The labels of the rules that match an event, in the order in which the rules came. */
  match(envelope: Envelope): Label[] {
    const out = this.#ownOut();
    return this.labels(out, this.matchInto(envelope, out));
  }

  /**
   * Writes the numbers of the rules that match an event to `out`, in no certain order. Nothing is allocated. The numbers
   * stand for the rules until the next change; see `labels`.
   *
   * @param out with room for all rules
   * @returns how many match
   */
  matchInto(envelope: Envelope, out: Int32Array): number {
    const context = this.#context;
    context.rulesToIndex = context.sizes.mostInIndex;
    context.view.begin(envelope);
    return this.#directory.classOf(envelope.pattern).match(context, out);
  }

  /**
   * What events of this name have in common with those of other names. With very many rules, most of the time is spent on
   * fetching them from memory: who matches many events, those of a kind one after the other, fetches them once.
   */
  kindOf(name: string): object {
    return this.#directory.classOf(name);
  }

  /** The labels of the first `count` rules of `out`, in the order in which the rules came. */
  labels(out: Int32Array, count: number): Label[] {
    const labels: Label[] = [];
    for (const number of out.subarray(0, count).sort()) {
      const label = this.#store.labelOf(number);
      if (label !== undefined) labels.push(label);
    }
    return labels;
  }

  /** Changes the rules. @throws when a rule does not compile, which `patternSchema` would have refused. Then nothing changes */
  apply(changes: readonly RuleChange<Label>[]): void {
    const refused = changes.find((change) => this.prepare(change) === "refused");
    if (refused === undefined) this.commit();
    else this.discard();
    this.tidy(Number.POSITIVE_INFINITY);
    if (refused?.kind === "put")
      throw new Error(`The rule ${refused.rule.id} was not parsed: it does not compile.`);
  }

  /** Prepares a change, which no match sees before `commit`. Refused is a rule that does not compile: of it nothing is prepared. */
  prepare(change: RuleChange<Label>): "prepared" | "refused" {
    if (change.kind === "put") return this.#store.put(change.rule, change.label);
    this.#store.remove(change.id);
    return "prepared";
  }

  /** Makes all that was prepared count. */
  commit(): void {
    this.#store.commit();
    this.#context.changes += 1;
  }

  /** Gives up what was prepared. */
  discard(): void {
    this.#store.discard();
  }

  /**
   * Gives back what rules that are gone had, of at most `limit` of them. To be called after `commit` and `discard` until
   * it says that nothing is left.
   */
  tidy(limit: number): boolean {
    const isDone = this.#store.tidy(limit);
    this.#context.changes += 1;
    return isDone;
  }

  #ownOut(): Int32Array {
    if (this.#out.length < this.#store.size) this.#out = new Int32Array(this.#store.size * 2);
    return this.#out;
  }
}

/**
 * Compiles rules; a match names them by their ids.
 *
 * @param rules as `patternSchema` parsed them, so that each compiles
 */
export function compileMatcher(rules: readonly Rule[]): Matcher<string> {
  const matcher = new Matcher<string>();
  matcher.apply(rules.map((rule) => ({ kind: "put", rule, label: rule.id })));
  return matcher;
}
