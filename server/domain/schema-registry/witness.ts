import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import type { SchemaPlace } from "../validation/document/resource.ts";
import type { OpenSchema } from "../validation/open-schema.ts";
import { alternativesOf } from "./alternatives.ts";
import { fitsAll } from "./judge-value.ts";
import { schemasFor, schemasForOthers } from "./members.ts";
import { itemSchemas, type Part } from "./part.ts";
import { arraySamples } from "./sample-arrays.ts";
import { leastObject, objectSamples, type SamplesOf, UNNAMED } from "./sample-objects.ts";
import { scalarSamples } from "./sample-values.ts";
import type { SubsetProof } from "./subset-proof.ts";

/** Levels of a value that are varied; what is deeper is left as simple as it may be. */
const MAX_DEPTH = 6;

/** Levels below those, for members that are required. */
const DEEPER = 2;

/** Values that are kept of each part of a value. */
const MAX_KEPT = 6;

/** As many of a part where the reader is known to allow all that the writer does: something to put into the whole. */
const FEW = 2;

/** Values that are tried in all; each takes some microseconds. */
const MAX_TRIED = 30_000;

/**
 * Makes values that fit a schema of the writer, those first that do not fit the reader's: values on both sides of all
 * that either asks for, one member or item varied at a time.
 */
export class WitnessSearch {
  readonly #proof: SubsetProof;
  readonly #writer: OpenSchema;
  readonly #reader: OpenSchema;
  readonly #known = new Map<string, { readonly depth: number; readonly values: JsonValue[] }>();
  readonly #ids = new Map<JsonObject | boolean, number>();
  #tried = 0;

  constructor(proof: SubsetProof) {
    this.#proof = proof;
    this.#writer = proof.writer;
    this.#reader = proof.reader;
  }

  /** Values that fit the writer's schemas and not all of the reader's. */
  find(): JsonValue[] {
    const ours = [this.#writer.document.root];
    const theirs = [this.#reader.document.root];
    return this.#samples(ours, theirs, 0).filter((value) => fitsAll(this.#reader, theirs, value) === false);
  }

  /** The same schemas come back at many places, and their samples with them. */
  #samples(ours: readonly SchemaPlace[], theirs: readonly SchemaPlace[], depth: number): JsonValue[] {
    const key = `${this.#idsOf(ours)}>${this.#idsOf(theirs)}`;
    const known = this.#known.get(key);
    if (known !== undefined && known.depth <= depth) return known.values;
    const values = this.#makeSamples(ours, theirs, depth);
    this.#known.set(key, { depth, values });
    return values;
  }

  #makeSamples(ours: readonly SchemaPlace[], theirs: readonly SchemaPlace[], depth: number): JsonValue[] {
    const goals = alternativesOf(this.#reader, theirs).flat();
    const wanted = this.#wantedOf(ours, theirs, depth);
    const escaping: JsonValue[] = [];
    const fitting: JsonValue[] = [];
    for (const parts of alternativesOf(this.#writer, ours)) {
      for (const value of this.#candidates(parts, goals, depth)) {
        if (this.#tried >= MAX_TRIED) break;
        if (escaping.length >= wanted.escaping && fitting.length >= wanted.fitting) break;
        const kept = fitsAll(this.#reader, theirs, value) === false ? escaping : fitting;
        if (kept.length < MAX_KEPT && this.#isWritten(ours, value)) kept.push(value);
      }
    }
    return [...escaping, ...fitting];
  }

  #wantedOf(ours: readonly SchemaPlace[], theirs: readonly SchemaPlace[], depth: number) {
    const isProven = theirs.every((goal) => this.#proof.prove(ours, goal) === null);
    if (isProven) return { escaping: 0, fitting: FEW };
    return depth === 0 ? { escaping: 1, fitting: 0 } : { escaping: MAX_KEPT, fitting: MAX_KEPT };
  }

  #isWritten(ours: readonly SchemaPlace[], value: JsonValue): boolean {
    this.#tried += 1;
    return fitsAll(this.#writer, ours, value) === true;
  }

  #idsOf(places: readonly SchemaPlace[]): string {
    return places.map(({ schema }) => this.#idOf(schema)).join(",");
  }

  #idOf(schema: JsonObject | boolean): number {
    const id = this.#ids.get(schema) ?? this.#ids.size;
    this.#ids.set(schema, id);
    return id;
  }

  *#candidates(parts: readonly Part[], goals: readonly Part[], depth: number): Iterable<JsonValue> {
    const both = [...parts, ...goals];
    const samplesOf = this.#samplesOfMembers(parts, goals, depth);
    if (depth < MAX_DEPTH) {
      yield* objectSamples(parts, goals, samplesOf);
      yield [];
      yield* arraySamples(both, (index) => {
        return this.#samples(itemSchemas(parts, index), itemSchemas(goals, index), depth + 1);
      });
    } else {
      yield leastObject(parts, samplesOf);
      yield [];
    }
    yield* scalarSamples(both);
  }

  #samplesOfMembers(parts: readonly Part[], goals: readonly Part[], depth: number): SamplesOf {
    const samples = new Map<string, readonly JsonValue[]>();
    const make = (name: string) => {
      if (depth > MAX_DEPTH + DEEPER) return [];
      const ours = name === UNNAMED ? schemasForOthers(parts, new Set()) : schemasFor(parts, name);
      return this.#samples(ours, schemasFor(goals, name), depth + 1);
    };
    return (name) => {
      const known = samples.get(name) ?? make(name);
      samples.set(name, known);
      return known;
    };
  }
}
