import type { Condition, NeedleSearch } from "../conditions/condition.ts";
import type { EventView } from "../conditions/event-view.ts";
import { NeedleIndex } from "../text/needle-index.ts";

/** Rules by a text that a field's value must hold, or begin with. */
export class NeedleAccess {
  readonly field: number;
  readonly search: NeedleSearch;
  /** By the place of the needle: the first entry of its rules. */
  readonly heads: number[] = [];
  /** The first entries that the last search found. */
  found = new Int32Array(0);
  readonly #needles: NeedleIndex;

  constructor(field: number, search: NeedleSearch) {
    this.field = field;
    this.search = search;
    this.#needles = new NeedleIndex(search);
  }

  /** The place of a condition's needle, which is made when there is none. */
  placeOf({ shared }: Condition): number {
    const text = shared?.test.kind === "value" ? shared.test.needle?.text : undefined;
    if (text === undefined) throw new Error("The condition seeks no text.");
    return this.#needles.add(text);
  }

  /** How many needles the event's value holds; see `found`. */
  find(view: EventView): number {
    const value = view.value(view.field(this.field));
    if (this.found.length < this.heads.length) this.found = new Int32Array(this.heads.length * 2);
    if (typeof value === "string") return this.#findInText(value);
    if (this.search === "within" && Array.isArray(value)) return this.#findItems(value);
    return 0;
  }

  #findInText(text: string): number {
    const count = this.#needles.search(text);
    for (let index = 0; index < count; index += 1) {
      this.found[index] = this.heads[this.#needles.found[index] ?? 0] ?? 0;
    }
    return count;
  }

  /** A list holds a text as a whole item. */
  #findItems(items: readonly unknown[]): number {
    let count = 0;
    for (const item of new Set(items)) {
      const place = typeof item === "string" ? this.#needles.numberOf(item) : undefined;
      if (place === undefined) continue;
      this.found[count] = this.heads[place] ?? 0;
      count += 1;
    }
    return count;
  }
}
