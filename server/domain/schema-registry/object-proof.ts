import type { SchemaPlace } from "../validation/document/resource.ts";
import { dependenciesOf, membersOf, requiredBy, schemasFor, schemasForOthers } from "./members.ts";
import { oneAt, type Part, partsOf } from "./part.ts";
import { atLeast, atMost } from "./size-facts.ts";
import type { Gap, SubsetProof } from "./subset-proof.ts";

/** What of the goal's keywords about objects is not proven. */
export function objectGap(proof: SubsetProof, parts: readonly Part[], goal: Part): Gap | null {
  const required = requiredBy(parts);
  const forbids = (name: string) => partsOf(proof.writer, schemasFor(parts, name)) === null;
  if ([...required].some(forbids)) return null;
  const gap = (keyword: string): Gap => ({ place: goal.place, keyword });
  if ([...requiredBy([goal])].some((name) => !required.has(name))) return gap("required");
  if (Math.max(atLeast(parts, "minProperties"), required.size) < atLeast([goal], "minProperties")) {
    return gap("minProperties");
  }
  if (Math.min(atMost(parts, "maxProperties"), closedSize(parts)) > atMost([goal], "maxProperties")) {
    return gap("maxProperties");
  }
  if (!hasProvenNames(proof, parts, goal)) return gap("propertyNames");
  const dependency = dependenciesOf(goal).find(({ name, names, place }) => {
    if (forbids(name) || names.some((other) => !required.has(other))) return !forbids(name);
    return place !== null && proof.proveType(parts, "object", place) !== null;
  });
  if (dependency !== undefined) return gap(dependency.keyword);
  return namedGap(proof, parts, goal) ?? unnamedGap(proof, parts, goal);
}

/** Names are strings: `propertyNames` are compared as schemas of strings. */
function hasProvenNames(proof: SubsetProof, parts: readonly Part[], goal: Part): boolean {
  const wanted = oneAt(goal, "propertyNames");
  if (wanted === null) return true;
  const premises = partsOf(
    proof.writer,
    parts.flatMap((part) => oneAt(part, "propertyNames") ?? []),
  );
  return premises === null || proof.proveType(premises, "string", wanted) === null;
}

/** Members that either side names. */
function namedGap(proof: SubsetProof, parts: readonly Part[], goal: Part): Gap | null {
  const names = new Set([goal, ...parts].flatMap((part) => [...membersOf(part).named.keys()]));
  for (const name of names) {
    const premises = schemasFor(parts, name);
    for (const wanted of schemasFor([goal], name)) {
      const gap = proof.prove(premises, wanted);
      if (gap !== null) return gap;
    }
  }
  return null;
}

/** All other members. */
function unnamedGap(proof: SubsetProof, parts: readonly Part[], goal: Part): Gap | null {
  const { patterns, others } = membersOf(goal);
  const excluded = new Set(patterns.map(({ source }) => source));
  const goals: [SchemaPlace, SchemaPlace[]][] = patterns.map(({ source, place }) => [
    place,
    schemasForOthers(parts, new Set(), source),
  ]);
  if (others !== null) goals.push([others, schemasForOthers(parts, excluded)]);
  for (const [wanted, premises] of goals) {
    const gap = proof.prove(premises, wanted);
    if (gap !== null) return gap;
  }
  return null;
}

/** The number of members that an object has at most because others are not allowed. */
function closedSize(parts: readonly Part[]): number {
  const sizes = parts.map(membersOf).map(({ named, patterns, others }) => {
    return others?.schema === false && patterns.length === 0 ? named.size : Number.POSITIVE_INFINITY;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...sizes);
}
