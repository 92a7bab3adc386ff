import { jsonPointer } from "#schemas/json/pointer.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import type { SchemaIssue } from "../schema-issue.ts";
import { MAX_IN_PLACE_DEPTH, MAX_IN_PLACE_SCHEMAS } from "../schema-limits.ts";
import type { SchemaPlace } from "./resource.ts";
import type { SchemaDocument } from "./schema-document.ts";
import { subschemasOf } from "./subschemas.ts";

/** Where the references of a schema lead to. */
export type ReferencesOf = (schema: JsonObject) => readonly SchemaPlace[];

/** How much a schema asks of one value: in the longest chain of schemas, and in all that apply to it. */
interface Weight {
  readonly depth: number;
  readonly schemas: number;
}

/**
 * Finds schemas that ask too much of one value: those that apply themselves to it again, as `{"$ref": "#"}` does, which
 * would never end, and those whose references multiply. Null: there are none.
 */
export function findOverload(document: SchemaDocument, referencesOf: ReferencesOf): SchemaIssue | null {
  const weights = new Map<JsonObject, Weight>();
  const underWay = new Set<JsonObject>();
  let issue: SchemaIssue | null = null;

  function weigh(place: SchemaPlace): Weight {
    const { schema } = place;
    if (typeof schema === "boolean" || issue !== null) return NOTHING;
    if (underWay.has(schema)) return stop(place, ENDLESS);
    const known = weights.get(schema);
    if (underWay.size + (known?.depth ?? 0) >= MAX_IN_PLACE_DEPTH) return stop(place, TOO_DEEP);
    if (known !== undefined) return known;
    underWay.add(schema);
    const weight = sum(nextPlaces(place, schema).map(weigh));
    underWay.delete(schema);
    if (weight.schemas > MAX_IN_PLACE_SCHEMAS) return stop(place, TOO_MANY);
    weights.set(schema, weight);
    return weight;
  }

  function nextPlaces(place: SchemaPlace, schema: JsonObject): SchemaPlace[] {
    const inPlace = subschemasOf(schema, document.dialect).filter((child) => child.inPlace);
    const children = inPlace.map((child) => document.childOf(place, child.steps, child.schema));
    return [...children, ...referencesOf(schema)];
  }

  function stop(place: SchemaPlace, message: string): Weight {
    issue ??= { pointer: jsonPointer(place.steps), message };
    return NOTHING;
  }

  for (const place of document.places) weigh(place);
  return issue;
}

const NOTHING: Weight = { depth: 0, schemas: 0 };

function sum(weights: readonly Weight[]): Weight {
  return weights.reduce((total, { depth, schemas }) => {
    return { depth: Math.max(total.depth, depth + 1), schemas: total.schemas + schemas };
  }, ITSELF);
}

const ITSELF: Weight = { depth: 1, schemas: 1 };

const ENDLESS =
  "The schema applies itself to the same value again, without end. Let the reference stand under properties or items.";
const TOO_DEEP = `More than ${MAX_IN_PLACE_DEPTH} schemas lead from one to the next at the same value. Make the chain shorter.`;
const TOO_MANY = `Its references multiply to more than ${MAX_IN_PLACE_SCHEMAS} schemas for one value. Refer to each schema once.`;
