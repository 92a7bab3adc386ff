import type { JsonObject } from "#schemas/json/value.ts";
import type { SchemaPlace } from "../validation/document/resource.ts";
import type { OpenSchema } from "../validation/open-schema.ts";
import { arrayGap } from "./array-proof.ts";
import { isDisjoint } from "./disjoint.ts";
import { fitsAll } from "./judge-value.ts";
import { objectGap } from "./object-proof.ts";
import { keywordOf, listAt, oneAt, type Part, partsOf } from "./part.ts";
import { Sameness } from "./same-schema.ts";
import { unionIn } from "./unions.ts";
import { valueGap } from "./value-gap.ts";
import { allows, typesOf, type ValueType, valuesOf } from "./value-type.ts";

/** A keyword that could not be shown to hold for all that was valid. */
export interface Gap {
  readonly place: SchemaPlace;
  readonly keyword: string;
}

/** Comparisons of one proof: thousands are a matter of a second. Beyond, nothing is claimed. */
const MAX_COMPARISONS = 20_000;

/** Alternatives within alternatives that are looked at one by one. */
const MAX_CASE_DEPTH = 4;

/**
 * Proves that every value that fits a schema of `writer` fits a schema of `reader`. A proof is one; a gap only says that none was
 * found. Schemas that refer to themselves are taken as proven while their own proof is under way, which is sound because
 * every way back to them goes through a part of the value, and values end.
 */
export class SubsetProof {
  readonly writer: OpenSchema;
  readonly reader: OpenSchema;
  readonly #sameness: Sameness;
  readonly #underWay = new Set<string>();
  readonly #known = new Map<string, Gap | null>();
  readonly #ids = new Map<JsonObject | boolean, number>();
  #comparisons = 0;
  #assumptions = 0;

  constructor(writer: OpenSchema, reader: OpenSchema) {
    this.writer = writer;
    this.reader = reader;
    this.#sameness = new Sameness(writer, reader);
  }

  /** Null: whatever fits all the premises, schemas of the writer, fits the goal, a schema of the reader. */
  prove(premises: readonly SchemaPlace[], goal: SchemaPlace): Gap | null {
    const key = this.#keyOf(premises, goal);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#underWay.has(key)) {
      this.#assumptions += 1;
      return null;
    }
    this.#underWay.add(key);
    const assumptionsBefore = this.#assumptions;
    const gap = this.#proveAllTypes(premises, goal);
    this.#underWay.delete(key);
    // What was proven by taking something for granted may not be relied on elsewhere, where that is not under way.
    if (gap !== null || this.#assumptions === assumptionsBefore) this.#known.set(key, gap);
    return gap;
  }

  #proveAllTypes(premises: readonly SchemaPlace[], goal: SchemaPlace): Gap | null {
    const parts = partsOf(this.writer, premises);
    if (parts === null || goal.schema === true) return null;
    for (const type of typesOf(parts)) {
      const gap = this.#proveByCases(parts, type, goal, []);
      if (gap !== null) return gap;
    }
    return null;
  }

  /** Where the whole cannot be proven, each alternative that the writer allows is. */
  #proveByCases(
    parts: readonly Part[],
    type: ValueType,
    goal: SchemaPlace,
    used: readonly unknown[],
  ): Gap | null {
    const gap = this.proveType(parts, type, goal);
    if (gap === null || used.length >= MAX_CASE_DEPTH) return gap;
    const union = unionIn(parts, used);
    if (union === null) return gap;
    for (const alternative of union.alternatives) {
      const more = partsOf(this.writer, [...parts.map(({ place }) => place), ...alternative]);
      if (more === null || !typesOf(more).includes(type)) continue;
      const left = this.#proveByCases(more, type, goal, [...used, union.identity]);
      if (left !== null) return left;
    }
    return null;
  }

  /** The same for values of one type alone. */
  proveType(parts: readonly Part[], type: ValueType, goal: SchemaPlace): Gap | null {
    this.#comparisons += 1;
    if (this.#comparisons > MAX_COMPARISONS) return { place: goal, keyword: "" };
    const values = valuesOf(parts, type);
    if (values !== null) {
      const places = parts.map(({ place }) => place);
      const escapes = values.some((value) => {
        return fitsAll(this.writer, places, value) !== false && fitsAll(this.reader, [goal], value) !== true;
      });
      return escapes ? { place: goal, keyword: "" } : null;
    }
    const goals = partsOf(this.reader, [goal]);
    if (goals === null) return { place: goal, keyword: "" };
    for (const part of goals) {
      if (parts.some(({ place }) => this.#sameness.isSame(place, part.place))) continue;
      const gap = this.#provePart(parts, type, part);
      if (gap !== null) return gap;
    }
    return null;
  }

  #provePart(parts: readonly Part[], type: ValueType, goal: Part): Gap | null {
    const keyword = this.#gapInKeywords(parts, type, goal);
    if (keyword !== undefined) return { place: goal.place, keyword };
    if (type === "array") return arrayGap(this, parts, goal);
    if (type === "object") return objectGap(this, parts, goal);
    return null;
  }

  #gapInKeywords(parts: readonly Part[], type: ValueType, goal: Part): string | undefined {
    if (!allows(goal, type)) return "type";
    const opaque = OPAQUE.find(([keyword, concerned]) => {
      return (concerned ?? type) === type && keywordOf(goal, keyword) !== undefined;
    });
    if (opaque !== undefined) return opaque[0];
    return this.#gapInCombined(parts, type, goal) ?? valueGap(parts, type, goal);
  }

  #gapInCombined(parts: readonly Part[], type: ValueType, goal: Part): string | undefined {
    const isProven = (place: SchemaPlace) => this.proveType(parts, type, place) === null;
    const anyOf = listAt(goal, "anyOf");
    if (anyOf.length > 0 && !anyOf.some(isProven)) return "anyOf";
    const oneOf = listAt(goal, "oneOf");
    if (oneOf.length > 0 && !this.#fitsExactlyOne(parts, type, oneOf)) return "oneOf";
    const not = oneAt(goal, "not");
    if (not !== null && !isDisjoint(this, parts, type, not)) return "not";
    const condition = oneAt(goal, "if");
    if (condition === null) return undefined;
    const isFree = (keyword: string) => {
      const place = oneAt(goal, keyword);
      return place === null || isProven(place);
    };
    const mayFit = !isDisjoint(this, parts, type, condition);
    if (mayFit && !isFree("then")) return "then";
    return isProven(condition) || isFree("else") ? undefined : "else";
  }

  #fitsExactlyOne(parts: readonly Part[], type: ValueType, places: readonly SchemaPlace[]): boolean {
    return places.some((place) => {
      return (
        this.proveType(parts, type, place) === null &&
        places.every((other) => other === place || isDisjoint(this, parts, type, other))
      );
    });
  }

  #keyOf(premises: readonly SchemaPlace[], goal: SchemaPlace): string {
    const ids = [...new Set(premises.map(({ schema }) => this.#idOf(schema)))].sort(
      (left, right) => left - right,
    );
    return `${ids.join(",")}>${this.#idOf(goal.schema)}`;
  }

  #idOf(schema: JsonObject | boolean): number {
    const id = this.#ids.get(schema) ?? this.#ids.size;
    this.#ids.set(schema, id);
    return id;
  }
}

/** Keywords that are proven only where the writer has the same schema, and the type that they are about. */
const OPAQUE: readonly (readonly [string, ValueType?])[] = [
  ["enum"],
  ["const"],
  ["$dynamicRef"],
  ["unevaluatedItems", "array"],
  ["unevaluatedProperties", "object"],
];
