import { isJsonObject, type JsonObject, type JsonValue, kindOf } from "#schemas/json/value.ts";
import { TextShape } from "./text-shape.ts";
import { typeOf } from "./value-type.ts";

/** Deeper values are only named by their type. */
const MAX_DEPTH = 16;

/** Places that are told apart in all: the schema stays one that can be registered. */
const MAX_SHAPES = 5_000;

/** Members of one object that are told apart; an object with more names is a map from names to values. */
const MAX_MEMBERS = 200;

/** A map has at least as many names as this, over all events… */
const MIN_MAP_MEMBERS = 25;

/** …and each of them in at most this share of the objects, on average. */
const MAX_MAP_SHARE = 0.25;

/** What all shapes of one inference share. */
export interface ShapeBudget {
  shapesLeft: number;
}

/** The values seen in one place of the events. */
export class ValueShape {
  readonly #depth: number;
  readonly #budget: ShapeBudget;
  readonly #types = new Set<string>();
  readonly #texts = new TextShape();
  readonly #members = new Map<string, ValueShape>();
  /** Of all members together, once there are too many to tell apart. */
  #anyMember: ValueShape | null = null;
  #items: ValueShape | null = null;
  /** Some members were not looked at any more: nothing may be said about all of them. */
  #isCut = false;
  #count = 0;
  #objects = 0;

  constructor(depth = 0, budget: ShapeBudget = { shapesLeft: MAX_SHAPES }) {
    this.#depth = depth;
    this.#budget = budget;
  }

  /** Values that were seen. */
  get count(): number {
    return this.#count;
  }

  add(value: JsonValue): void {
    this.#count += 1;
    const type = typeOf(value);
    this.#types.add(type === "fraction" ? "number" : type);
    if (typeof value === "string") this.#texts.add(value);
    if (kindOf(value) === "object") this.#objects += 1;
    if (this.#depth >= MAX_DEPTH) return;
    if (Array.isArray(value)) for (const item of value) this.#itemShape()?.add(item);
    else if (isJsonObject(value))
      for (const [name, member] of Object.entries(value)) this.#memberShape(name)?.add(member);
  }

  /** Adds what another shape has seen, at the same depth. */
  merge(other: ValueShape): void {
    this.#count += other.#count;
    this.#objects += other.#objects;
    this.#isCut ||= other.#isCut;
    for (const type of other.#types) this.#types.add(type);
    this.#texts.merge(other.#texts);
    if (other.#items !== null) this.#itemShape()?.merge(other.#items);
    for (const [name, member] of other.#members) this.#memberShape(name)?.merge(member);
    if (other.#anyMember !== null) this.#asMap().merge(other.#anyMember);
  }

  /** A schema that all of the values conform to. */
  toSchema(): JsonObject {
    return {
      ...this.#typeKeyword(),
      ...this.#textKeywords(),
      ...this.#itemKeywords(),
      ...this.#memberKeywords(),
    };
  }

  #typeKeyword(): JsonObject {
    const types = [...this.#types].filter((type) => type !== "integer" || !this.#types.has("number")).sort();
    if (types.length === 0) return {};
    return { type: types.length === 1 ? (types[0] ?? "") : types };
  }

  #textKeywords(): JsonObject {
    if (!this.#types.has("string")) return {};
    const { format, listed } = this.#texts;
    if (format !== undefined) return { format };
    return listed === undefined || this.#types.size > 1 ? {} : { enum: [...listed] };
  }

  #itemKeywords(): JsonObject {
    return this.#items === null || this.#isCut ? {} : { items: this.#items.toSchema() };
  }

  #memberKeywords(): JsonObject {
    if (this.#isMap()) return { additionalProperties: this.#mapShape().toSchema() };
    if (this.#members.size === 0) return {};
    const members = [...this.#members];
    const required = members.filter(([, { count }]) => count === this.#objects).map(([name]) => name);
    return {
      properties: Object.fromEntries(members.map(([name, shape]) => [name, shape.toSchema()])),
      ...(required.length > 0 ? { required } : {}),
    };
  }

  #isMap(): boolean {
    if (this.#isCut) return false;
    if (this.#anyMember !== null) return true;
    if (this.#members.size < MIN_MAP_MEMBERS) return false;
    const present = [...this.#members.values()].reduce((sum, { count }) => sum + count, 0);
    return present / this.#members.size <= this.#objects * MAX_MAP_SHARE;
  }

  #mapShape(): ValueShape {
    const merged = new ValueShape(this.#depth + 1, this.#budget);
    if (this.#anyMember !== null) merged.merge(this.#anyMember);
    for (const member of this.#members.values()) merged.merge(member);
    return merged;
  }

  #itemShape(): ValueShape | null {
    this.#items ??= this.#newShape();
    return this.#items;
  }

  #memberShape(name: string): ValueShape | null {
    const known = this.#anyMember ?? this.#members.get(name);
    if (known !== undefined) return known;
    if (this.#members.size >= MAX_MEMBERS) return this.#asMap();
    const shape = this.#newShape();
    if (shape !== null) this.#members.set(name, shape);
    return shape;
  }

  #newShape(): ValueShape | null {
    this.#isCut ||= this.#budget.shapesLeft === 0;
    if (this.#isCut) return null;
    this.#budget.shapesLeft -= 1;
    return new ValueShape(this.#depth + 1, this.#budget);
  }

  #asMap(): ValueShape {
    const shape = this.#mapShape();
    this.#members.clear();
    this.#anyMember = shape;
    return shape;
  }
}
