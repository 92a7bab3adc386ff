import { jsonEqual } from "#schemas/json/equal.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import { APPLICATORS } from "../validation/document/applicators.ts";
import type { SchemaPlace } from "../validation/document/resource.ts";
import { isSchema } from "../validation/document/subschemas.ts";
import { KEYWORDS, UNEVALUATED } from "../validation/keywords/table.ts";
import type { OpenSchema } from "../validation/open-schema.ts";

/** Keywords that assert something only together with another. */
const COMPANIONS = new Set(["then", "else", "minContains", "maxContains"]);

/**
 * Whether two schemas of two documents assert the same in the same words: annotations may differ, and references may
 * lead to other places whose schemas are the same. Two that lead back to themselves are the same unless a difference is
 * found.
 */
export class Sameness {
  readonly #left: OpenSchema;
  readonly #right: OpenSchema;
  /** What is known, or taken for granted while it is under way. */
  readonly #known = new Map<JsonObject, Map<JsonObject, boolean>>();

  constructor(left: OpenSchema, right: OpenSchema) {
    this.#left = left;
    this.#right = right;
  }

  isSame(left: SchemaPlace, right: SchemaPlace): boolean {
    if (this.#left.document.dialect !== this.#right.document.dialect) return false;
    if (!isJsonObject(left.schema) || !isJsonObject(right.schema)) return left.schema === right.schema;
    const known = this.#known.get(left.schema) ?? new Map<JsonObject, boolean>();
    this.#known.set(left.schema, known);
    const verdict = known.get(right.schema);
    if (verdict !== undefined) return verdict;
    known.set(right.schema, true);
    const isSame = this.#haveSameKeywords(left, left.schema, right, right.schema);
    if (!isSame) this.#forget();
    known.set(right.schema, isSame);
    return isSame;
  }

  /** What was found while a difference was still unknown may rest on it. */
  #forget(): void {
    for (const known of this.#known.values()) {
      for (const [schema, isSame] of known) if (isSame) known.delete(schema);
    }
  }

  #haveSameKeywords(left: SchemaPlace, ours: JsonObject, right: SchemaPlace, theirs: JsonObject): boolean {
    const names = this.#namesOf(ours);
    if (names.length !== this.#namesOf(theirs).length) return false;
    return names.every((name) => {
      return Object.hasOwn(theirs, name) && this.#isSameKeyword(name, left, ours[name], right, theirs[name]);
    });
  }

  #namesOf(schema: JsonObject): string[] {
    const { dialect } = this.#left.document;
    return Object.keys(schema).filter(
      (name) => KEYWORDS[dialect].has(name) || UNEVALUATED.has(name) || COMPANIONS.has(name),
    );
  }

  #isSameKeyword(
    name: string,
    left: SchemaPlace,
    ours: JsonValue | undefined,
    right: SchemaPlace,
    theirs: JsonValue | undefined,
  ): boolean {
    if (ours === undefined || theirs === undefined) return false;
    if (name === "$dynamicRef") return false;
    if (name === "$ref") return this.#isSameTarget(left, ours, right, theirs);
    if (!Object.hasOwn(APPLICATORS[this.#left.document.dialect], name)) return jsonEqual(ours, theirs);
    return this.#isSameHolding([name], left, ours, right, theirs);
  }

  #isSameTarget(left: SchemaPlace, ours: JsonValue, right: SchemaPlace, theirs: JsonValue): boolean {
    if (typeof ours !== "string" || typeof theirs !== "string") return false;
    const from = this.#left.document.resolve(ours, left);
    const to = this.#right.document.resolve(theirs, right);
    return from.outcome === "found" && to.outcome === "found" && this.isSame(from.place, to.place);
  }

  /** A schema, a list or a map of schemas, or a list of names. */
  #isSameHolding(
    steps: readonly string[],
    left: SchemaPlace,
    ours: JsonValue,
    right: SchemaPlace,
    theirs: JsonValue,
  ): boolean {
    const isSingle = steps.length > 1 || !HOLD_MAPS.has(steps[0] ?? "");
    if (isSingle && isSchema(ours) && isSchema(theirs)) {
      return this.isSame(
        this.#left.document.childOf(left, steps, ours),
        this.#right.document.childOf(right, steps, theirs),
      );
    }
    if (!isContainer(ours) || !isContainer(theirs) || Array.isArray(ours) !== Array.isArray(theirs)) {
      return jsonEqual(ours, theirs);
    }
    const entries = Object.entries(ours);
    const others = new Map(Object.entries(theirs));
    if (entries.length !== others.size) return false;
    return entries.every(([name, member]) => {
      const other = others.get(name);
      return other !== undefined && this.#isSameHolding([...steps, name], left, member, right, other);
    });
  }
}

const HOLD_MAPS = new Set(["properties", "patternProperties", "dependentSchemas", "dependencies"]);

function isContainer(value: JsonValue): value is JsonObject | JsonValue[] {
  return typeof value === "object" && value !== null;
}
