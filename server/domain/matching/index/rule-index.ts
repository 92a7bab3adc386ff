import type { CompiledRule } from "../compiled-rule.ts";
import type { Condition, NeedleSearch } from "../conditions/condition.ts";
import type { EventView } from "../conditions/event-view.ts";
import type { ValueIds } from "../conditions/value-ids.ts";
import { NumberList } from "../number-list.ts";
import { LIVE, type RuleStates } from "../rule-states.ts";
import { accessKindOf, chooseAccess, type LookingShare } from "./access.ts";
import { AccessSharers } from "./access-sharers.ts";
import { BoundIndex } from "./bound-index.ts";
import { Entries } from "./entries.ts";
import type { IndexSizes } from "./index-sizes.ts";
import type { MatchContext } from "./match-context.ts";
import { NeedleAccess } from "./needle-access.ts";
import { ValueAccess } from "./value-access.ts";

/** Rules that are gone are few as long as they are no more than this. */
const FEW_GONE = 16;

/** Whether an index of `size` rules holds so few live ones that it is built anew. */
export function isWorn(size: number, live: number): boolean {
  return size > 2 * live + FEW_GONE;
}

interface Found {
  readonly rule: CompiledRule;
  /** The condition by which it is found; undefined: it is always tried. */
  readonly by: Condition | undefined;
}

/**
 * Rules by what an event must have for them to match: each is found by one of its conditions and tried for those
 * events alone that fulfil it, so that most rules cost an event nothing. Rules are added at any time, and never
 * removed: those that are gone are not live, and cost little until the index is built anew.
 */
export class RuleIndex {
  readonly #sizes: IndexSizes;
  readonly #values: ValueIds;
  readonly #states: RuleStates;
  readonly #sharers = new AccessSharers();
  readonly #entries = new Entries();
  /** Rules without conditions. */
  readonly #free = new NumberList();
  /** The first entry of those that are always tried. */
  #always = 0;
  readonly #byValue: ValueAccess;
  readonly #needles: NeedleAccess[] = [];
  readonly #bounds: BoundIndex[] = [];
  #size = 0;

  constructor({ values, states, sizes }: Pick<MatchContext, "values" | "states" | "sizes">) {
    this.#sizes = sizes;
    this.#values = values;
    this.#states = states;
    this.#byValue = new ValueAccess(values);
  }

  /** Rules that were added. */
  get size(): number {
    return this.#size;
  }

  /** Adds rules, those that are gone apart. Those that are found alike are put together. */
  addAll(all: readonly CompiledRule[]): void {
    const rules = all.filter(({ number }) => !this.#states.isGone(number));
    for (const { conditions } of rules) this.#sharers.count(conditions);
    const lookingShareOf: LookingShare = (condition, kind) =>
      this.#sizes.lookingWeight * this.#sharers.shareOf(condition, kind);
    const founds = rules.map((rule): Found => {
      return { rule, by: chooseAccess(rule.conditions, this.#values, lookingShareOf) };
    });
    founds.sort((left, right) => (left.by?.operand ?? 0) - (right.by?.operand ?? 0));
    for (const found of founds) this.#add(found);
  }

  /** Writes the numbers of the live rules that match to `out`, from `count` on. @returns the new count */
  match(view: EventView, out: Int32Array, count: number): number {
    let matched = this.#matchFree(out, count);
    if (this.#always !== 0) matched = this.#entries.match(this.#always, view, this.#states, out, matched);
    matched = this.#matchValues(view, out, matched);
    if (this.#byValue.walkedFields.length > 0) matched = this.#matchWalked(view, out, matched);
    if (this.#needles.length > 0) matched = this.#matchNeedles(view, out, matched);
    return this.#bounds.length > 0 ? this.#matchBounds(view, out, matched) : matched;
  }

  #matchFree(out: Int32Array, count: number): number {
    const { numbers, length } = this.#free;
    const { byNumber } = this.#states;
    let matched = count;
    for (let index = 0; index < length; index += 1) {
      const rule = numbers[index] ?? 0;
      if (byNumber[rule] !== LIVE) continue;
      out[matched] = rule;
      matched += 1;
    }
    return matched;
  }

  #matchValues(view: EventView, out: Int32Array, count: number): number {
    const { numbers, length } = this.#byValue.fields;
    let matched = count;
    for (let index = 0; index < length; index += 1) {
      const head = this.#byValue.headOf(numbers[index] ?? 0, view);
      if (head !== 0) matched = this.#entries.match(head, view, this.#states, out, matched);
    }
    return matched;
  }

  #matchWalked(view: EventView, out: Int32Array, count: number): number {
    let matched = count;
    for (const field of this.#byValue.walkedFields) {
      for (const id of view.nodes(view.field(field)).ids) {
        matched = this.#entries.match(this.#byValue.head(id), view, this.#states, out, matched);
      }
    }
    return matched;
  }

  #matchNeedles(view: EventView, out: Int32Array, count: number): number {
    let matched = count;
    for (let at = 0; at < this.#needles.length; at += 1) {
      const needles = this.#needles[at];
      if (needles === undefined) break;
      const chains = needles.find(view);
      for (let index = 0; index < chains; index += 1) {
        const head = needles.found[index] ?? 0;
        matched = this.#entries.match(head, view, this.#states, out, matched);
      }
    }
    return matched;
  }

  #matchBounds(view: EventView, out: Int32Array, count: number): number {
    let matched = count;
    for (let at = 0; at < this.#bounds.length; at += 1) {
      const bounds = this.#bounds[at];
      if (bounds === undefined) break;
      const chains = bounds.countHolding(view);
      for (let index = 0; index < chains; index += 1) {
        matched = this.#entries.match(bounds.heads[index] ?? 0, view, this.#states, out, matched);
      }
    }
    return matched;
  }

  #add(found: Found): void {
    const { rule, by } = found;
    this.#size += 1;
    const kind = by === undefined ? undefined : accessKindOf(by);
    const field = by?.field;
    if (by === undefined || field === undefined || kind === undefined) {
      if (rule.conditions.length === 0) this.#free.push(rule.number);
      else this.#always = this.#enter(this.#always, found);
      return;
    }
    switch (kind) {
      case "values":
        for (const id of by.shared?.test.valueIds ?? [by.operand]) {
          this.#byValue.setHead(field, id, this.#enter(this.#byValue.head(id), found));
        }
        break;
      case "needle_within":
        this.#enterAt(this.#needlesOf(field.number, "within"), by, found);
        break;
      case "needle_at_start":
        this.#enterAt(this.#needlesOf(field.number, "at_start"), by, found);
        break;
      case "bound":
        this.#enterAt(this.#boundsOf(field.number, by), by, found);
    }
  }

  /** Puts a rule in front of the chain of its needle or bound. */
  #enterAt(places: NeedleAccess | BoundIndex, by: Condition, found: Found): void {
    const place = places.placeOf(by);
    places.heads[place] = this.#enter(places.heads[place] ?? 0, found);
  }

  #enter(head: number, { rule, by }: Found): number {
    return this.#entries.add(head, rule.number, rule.conditions, by);
  }

  #needlesOf(field: number, search: NeedleSearch): NeedleAccess {
    const known = this.#needles.find((needles) => needles.field === field && needles.search === search);
    if (known !== undefined) return known;
    const needles = new NeedleAccess(field, search);
    this.#needles.push(needles);
    return needles;
  }

  #boundsOf(field: number, { op }: Condition): BoundIndex {
    const known = this.#bounds.find((bounds) => bounds.op === op && bounds.field === field);
    if (known !== undefined) return known;
    const bounds = new BoundIndex(op, field);
    this.#bounds.push(bounds);
    return bounds;
  }
}
