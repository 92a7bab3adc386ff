import type { EventView } from "../conditions/event-view.ts";
import type { Field } from "../conditions/field.ts";
import type { ValueIds } from "../conditions/value-ids.ts";
import { IntMap } from "../int-map.ts";
import { NumberList } from "../number-list.ts";
import { ValueFilter } from "./value-filter.ts";

/** Rules by a value that a field must have, or that its path must select. */
export class ValueAccess {
  /** Fields that hold one value at most, and those whose paths select several. */
  readonly fields = new NumberList();
  readonly walkedFields: number[] = [];
  readonly #values: ValueIds;
  readonly #filter = new ValueFilter();
  /** By the value's number: the first entry of its rules. */
  readonly #heads = new IntMap();

  constructor(values: ValueIds) {
    this.#values = values;
  }

  /** The first entry of the rules that ask for the event's value of one of `fields`; 0 when there is none. */
  headOf(field: number, view: EventView): number {
    if (!this.#filter.mayHave(view.hash(field))) return 0;
    const id = view.id(field);
    return id > 0 ? this.#heads.get(id) : 0;
  }

  /** The first entry of the rules that ask for a value. */
  head(id: number): number {
    return this.#heads.get(id);
  }

  setHead(field: Field, id: number, head: number): void {
    if (field.path === undefined) this.fields.include(field.number);
    else if (!this.walkedFields.includes(field.number)) this.walkedFields.push(field.number);
    this.#heads.set(id, head);
    if (this.#filter.reserve(this.#heads.size)) this.#fillFilter();
    else this.#filter.add(this.#values.hashOf(id));
  }

  #fillFilter(): void {
    for (const id of this.#heads.keys) {
      if (id !== 0) this.#filter.add(this.#values.hashOf(id));
    }
  }
}
