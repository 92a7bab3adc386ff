import type { CompiledRule } from "../compiled-rule.ts";
import type { NeedleSearch } from "../conditions/condition.ts";
import type { EventView } from "../conditions/event-view.ts";
import type { ValueIds } from "../conditions/value-ids.ts";
import { NumberList } from "../number-list.ts";
import { LIVE, type RuleStates } from "../rule-states.ts";
import { type Access, chooseAccess } from "./access.ts";
import { AccessSharers } from "./access-sharers.ts";
import { BoundIndex } from "./bound-index.ts";
import { Entries } from "./entries.ts";
import type { IndexSizes } from "./index-sizes.ts";
import type { MatchContext } from "./match-context.ts";
import { NeedleAccess } from "./needle-access.ts";
import { ValueAccess } from "./value-access.ts";

/**
 * Rules by what an event must have for them to match: each is found by one of its conditions and tried for those
 * events alone that fulfil it, so that most rules cost an event nothing. Rules are added at any time, and never
 * removed: those that are gone are not live, and cost little until the index is built anew.
 */
export class RuleIndex {
  readonly #sizes: IndexSizes;
  readonly #values: ValueIds;
  readonly #states: RuleStates;
  readonly #entries = new Entries();
  /** Rules without conditions. */
  readonly #free = new NumberList();
  /** The first entry of those that are always tried. */
  #always = 0;
  readonly #byValue: ValueAccess;
  readonly #needles: NeedleAccess[] = [];
  readonly #bounds: BoundIndex[] = [];
  readonly #sharers = new AccessSharers();
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

  /** Adds rules. Those that are found alike are put together. */
  addAll(rules: readonly CompiledRule[]): void {
    for (const { conditions } of rules) this.#sharers.count(conditions);
    const lookingShareOf = (access: Access) => this.#sizes.lookingWeight / this.#sharers.of(access);
    const found = rules.map((rule) => ({
      rule,
      access: chooseAccess(rule.conditions, this.#values, lookingShareOf),
    }));
    found.sort((left, right) => placeOf(left.access) - placeOf(right.access));
    for (const { rule, access } of found) this.#add(rule, access);
  }

  /** Writes the numbers of the live rules that match to `out`, from `count` on. @returns the new count */
  match(view: EventView, out: Int32Array, count: number): number {
    let matched = this.#matchFree(out, count);
    matched = this.#entries.match(this.#always, view, this.#states, out, matched);
    matched = this.#matchValues(view, out, matched);
    for (const needles of this.#needles) {
      const chains = needles.find(view);
      for (let index = 0; index < chains; index += 1) {
        const head = needles.found[index] ?? 0;
        matched = this.#entries.match(head, view, this.#states, out, matched);
      }
    }
    for (const bounds of this.#bounds) {
      const chains = bounds.countHolding(view);
      for (let index = 0; index < chains; index += 1) {
        matched = this.#entries.match(bounds.heads[index] ?? 0, view, this.#states, out, matched);
      }
    }
    return matched;
  }

  #matchFree(out: Int32Array, count: number): number {
    const { numbers, length } = this.#free;
    const { live } = this.#states;
    let matched = count;
    for (let index = 0; index < length; index += 1) {
      const rule = numbers[index] ?? 0;
      if (live[rule] !== LIVE) continue;
      out[matched] = rule;
      matched += 1;
    }
    return matched;
  }

  #matchValues(view: EventView, out: Int32Array, count: number): number {
    let matched = count;
    for (const field of this.#byValue.fields) {
      const head = this.#byValue.headOf(field, view);
      if (head !== 0) matched = this.#entries.match(head, view, this.#states, out, matched);
    }
    for (const field of this.#byValue.walkedFields) {
      for (const id of view.nodes(view.field(field)).ids) {
        matched = this.#entries.match(this.#byValue.head(id), view, this.#states, out, matched);
      }
    }
    return matched;
  }

  #add(rule: CompiledRule, access: Access): void {
    this.#size += 1;
    switch (access.kind) {
      case "always":
        if (rule.conditions.length === 0) this.#free.push(rule.number);
        else this.#always = this.#enter(this.#always, rule, access);
        break;
      case "values":
        for (const id of access.ids) {
          this.#byValue.setHead(access.field, id, this.#enter(this.#byValue.head(id), rule, access));
        }
        break;
      case "needle": {
        const needles = this.#needlesOf(access.field.number, access.needle.search);
        const place = needles.placeOf(access.needle.text);
        needles.heads[place] = this.#enter(needles.heads[place] ?? 0, rule, access);
        break;
      }
      case "bound": {
        const bounds = this.#boundsOf(access);
        const place = bounds.placeOf(access.condition.operand);
        bounds.heads[place] = this.#enter(bounds.heads[place] ?? 0, rule, access);
      }
    }
  }

  #enter(head: number, { number, conditions }: CompiledRule, access: Access): number {
    return this.#entries.add(
      head,
      number,
      conditions,
      access.kind === "always" ? undefined : access.condition,
    );
  }

  #needlesOf(field: number, search: NeedleSearch): NeedleAccess {
    const known = this.#needles.find((needles) => needles.field === field && needles.search === search);
    if (known !== undefined) return known;
    const needles = new NeedleAccess(field, search);
    this.#needles.push(needles);
    return needles;
  }

  #boundsOf({ field, condition }: Extract<Access, { kind: "bound" }>): BoundIndex {
    const { op } = condition;
    const known = this.#bounds.find((bounds) => bounds.op === op && bounds.field === field.number);
    if (known !== undefined) return known;
    const bounds = new BoundIndex(op, field.number);
    this.#bounds.push(bounds);
    return bounds;
  }
}

/** An order that puts rules of one chain together. */
function placeOf(access: Access): number {
  switch (access.kind) {
    case "always":
      return 0;
    case "values":
      return access.ids[0] ?? 0;
    case "needle":
      return access.condition.operand;
    case "bound":
      return access.condition.operand;
  }
}
