import type { Dialect } from "../dialect.ts";

/** What a keyword's value holds: one subschema, a list of them, or a map from names to them. */
export type Holding = "one" | "list" | "map" | "one_or_list" | "map_or_names";

/** A keyword that holds subschemas. `inPlace`: they apply to the value itself, not to a part of it. */
export interface Applicator {
  readonly holding: Holding;
  readonly inPlace: boolean;
}

const IN_PLACE = { list: place("list"), one: place("one"), map: place("map") };
const WITHIN = { list: within("list"), one: within("one"), map: within("map") };

const COMMON: Readonly<Record<string, Applicator>> = {
  allOf: IN_PLACE.list,
  anyOf: IN_PLACE.list,
  oneOf: IN_PLACE.list,
  ...Object.fromEntries(["not", "if", "then", "else"].map((keyword) => [keyword, IN_PLACE.one])),
  properties: WITHIN.map,
  patternProperties: WITHIN.map,
  additionalProperties: WITHIN.one,
  propertyNames: WITHIN.one,
  contains: WITHIN.one,
  definitions: WITHIN.map,
  dependencies: place("map_or_names"),
};

/** The keywords that hold subschemas (draft-07 validation, section 6; 2020-12 core, sections 8.2.4 and 10 to 11). */
export const APPLICATORS: Readonly<Record<Dialect, Readonly<Record<string, Applicator>>>> = {
  "draft-07": {
    ...COMMON,
    items: within("one_or_list"),
    additionalItems: WITHIN.one,
  },
  "2020-12": {
    ...COMMON,
    $defs: WITHIN.map,
    prefixItems: WITHIN.list,
    items: WITHIN.one,
    dependentSchemas: IN_PLACE.map,
    unevaluatedItems: WITHIN.one,
    unevaluatedProperties: WITHIN.one,
    contentSchema: WITHIN.one,
  },
};

function place(holding: Holding): Applicator {
  return { holding, inPlace: true };
}

function within(holding: Holding): Applicator {
  return { holding, inPlace: false };
}
