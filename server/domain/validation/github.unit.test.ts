import { describe, expect, test } from "vitest";
import { githubPayloads } from "#e2e/demo/github-payloads.ts";
import { githubSchemas } from "#e2e/support/github-schemas.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import { type CompiledSchema, compileSchema } from "./compile-schema.ts";
import { guardSchema } from "./guard-schema.ts";

const schemas = new Map(githubSchemas().map(({ event, document }) => [event, compiled(document)]));
const payloads = githubPayloads();

function compiled(document: JsonObject): CompiledSchema {
  const guard = guardSchema(JSON.stringify(document));
  if (guard.outcome === "refused") throw new Error(JSON.stringify(guard.issues));
  const schema = compileSchema(guard.document, guard.dialect);
  if (schema.outcome === "refused") throw new Error(JSON.stringify(schema.issues));
  return schema;
}

function schemaOf(event: string): CompiledSchema {
  const schema = schemas.get(event);
  if (schema === undefined) throw new Error(`no schema for ${event}`);
  return schema;
}

const conforming = payloads.filter(
  ({ event, body }) => schemaOf(event).validate(parseJson(body)).length === 0,
);

/** The same numbers on every run (Mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Mutation {
  readonly payload: JsonValue;
  readonly pointer: string;
}

/** Every place of a payload, as the steps to it. */
function placesIn(value: JsonValue, steps: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [steps];
  return [steps, ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...steps, name]))];
}

/** The payload with what stands at a place dropped, or made into another type of value. */
function mutate(payload: JsonValue, steps: readonly string[], isDropped: boolean): Mutation {
  const copy: JsonValue = structuredClone(payload);
  const last = steps.at(-1) ?? "";
  let parent: JsonValue = copy;
  for (const step of steps.slice(0, -1)) {
    const next: JsonValue | undefined = Array.isArray(parent)
      ? parent[Number(step)]
      : isJsonObject(parent)
        ? parent[step]
        : undefined;
    if (next === undefined) throw new Error("no such place");
    parent = next;
  }
  if (Array.isArray(parent)) parent[Number(last)] = otherThan(parent[Number(last)]);
  else if (isJsonObject(parent) && isDropped) delete parent[last];
  else if (isJsonObject(parent)) parent[last] = otherThan(parent[last]);
  return { payload: copy, pointer: jsonPointer(["payload", ...steps]) };
}

/** Another type of value; no member of GitHub's is a list in a list. */
function otherThan(value: JsonValue | undefined): JsonValue {
  return Array.isArray(value) ? 0.5 : [["another type"]];
}

describe("GitHub's own schemas and payloads", () => {
  test("each of the 66 events has a schema that is accepted", () => {
    expect(schemas.size).toBe(66);
  });

  test("276 of the 329 payloads conform; 51 lack members that GitHub's schemas require, and 2 have times without a zone", () => {
    const counts = { conforms: 0, lacks: 0, times: 0, other: 0 };
    for (const { event, body } of payloads) {
      const violations = schemaOf(event).validate(parseJson(body));
      const keywords = new Set(violations.map(({ keyword }) => keyword));
      if (violations.length === 0) counts.conforms += 1;
      else if (keywords.has("required")) counts.lacks += 1;
      else if (violations.every(({ actual }) => actual === '"2018-04-25 20:42:10"')) counts.times += 1;
      else counts.other += 1;
    }
    expect(counts).toEqual({ conforms: 276, lacks: 51, times: 2, other: 0 });
  });

  test.each([1, 2, 3])(
    "a mutated copy of each is refused, with the pointer to the place (seed %i)",
    (seed) => {
      const random = seeded(seed);
      const missed = conforming.flatMap(({ event, body }, index) => {
        const payload = parseJson(body);
        const schema = schemaOf(event);
        const places = placesIn(payload).filter((steps) => steps.length > 0);
        for (let attempt = 0; attempt < 200; attempt += 1) {
          const steps = places[Math.floor(random() * places.length)] ?? [];
          const mutation = mutate(payload, steps, random() < 0.5);
          const violations = schema.validate(mutation.payload);
          // Members that may be absent, or be anything, make no difference: another place is tried.
          if (violations.length === 0) continue;
          if (violations.some(({ pointer }) => pointer === mutation.pointer)) return [];
          return [{ event, index, wanted: mutation.pointer, violations: violations.slice(0, 3) }];
        }
        return [{ event, index, wanted: "any refusal" }];
      });
      expect(missed).toEqual([]);
    },
  );
});
