import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import { dependenciesOf, membersOf, requiredBy } from "./members.ts";
import type { Part } from "./part.ts";
import { lengthsAt } from "./sample-values.ts";

/** A member that no schema names. */
export const UNNAMED = "unnamed";

/** Members of one object that are varied. */
const MAX_MEMBERS = 200;

/** Values for the member of a name; the last of them is put where another member is varied. */
export type SamplesOf = (name: string) => readonly JsonValue[];

/** The object with the members alone that the parts require. */
export function leastObject(parts: readonly Part[], samplesOf: SamplesOf): JsonObject {
  return simpleObject(requiredBy(parts), samplesOf);
}

/** Objects that differ in one member from that with the least members, or from that with all that any schema names. */
export function* objectSamples(
  parts: readonly Part[],
  goals: readonly Part[],
  samplesOf: SamplesOf,
): Iterable<JsonObject> {
  const both = [...parts, ...goals];
  const names = namesIn(both);
  const bases = [leastObject(parts, samplesOf), simpleObject(names, samplesOf)];
  for (const base of bases) {
    yield base;
    for (const name of names) {
      for (const value of samplesOf(name)) yield withMember(base, name, value);
      yield withoutMember(base, name);
    }
    for (const value of samplesOf(UNNAMED)) {
      yield withMember(base, UNNAMED, value);
      for (const count of lengthsAt(both, ["minProperties", "maxProperties"]))
        yield padded(base, value, count);
    }
  }
}

function namesIn(parts: readonly Part[]): string[] {
  const names = parts.flatMap((part) => [
    ...membersOf(part).named.keys(),
    ...requiredBy([part]),
    ...membersOf(part).patterns.flatMap(({ source }) => nameMatching(part, source)),
    ...dependenciesOf(part).flatMap(({ name, names: others }) => [name, ...others]),
  ]);
  return [...new Set(names)].slice(0, MAX_MEMBERS);
}

const NAMES = ["a", "A", "1", "a1", "abc", "ABC", "a-b", "a_b"];

/** A name that an expression matches, where one is easily guessed: most say with what names begin. */
function nameMatching({ side }: Part, source: string): string[] {
  const literal = source.replaceAll(/[\^$]/g, "");
  return [literal, `${literal}a`, ...NAMES].filter((name) => side.matches(source, name)).slice(0, 1);
}

function simpleObject(names: Iterable<string>, samplesOf: SamplesOf): JsonObject {
  const members = [...names].flatMap((name) =>
    samplesOf(name)
      .slice(-1)
      .map((value) => [name, value] as const),
  );
  return Object.fromEntries(members);
}

function withMember(base: JsonObject, name: string, value: JsonValue): JsonObject {
  return Object.fromEntries([...Object.entries(base), [name, value]]);
}

function withoutMember(base: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(base).filter(([other]) => other !== name));
}

function padded(base: JsonObject, value: JsonValue, count: number): JsonObject {
  const more = Math.max(0, count - Object.keys(base).length);
  const members = Array.from({ length: more }, (_, index) => [`${UNNAMED}${index}`, value] as const);
  return Object.fromEntries([...Object.entries(base), ...members]);
}
