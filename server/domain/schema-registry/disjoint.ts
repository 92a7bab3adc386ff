import type { JsonValue } from "#schemas/json/value.ts";
import type { SchemaPlace } from "../validation/document/resource.ts";
import { fitsAll } from "./judge-value.ts";
import { requiredBy, schemasFor } from "./members.ts";
import { type Part, partsOf } from "./part.ts";
import type { SubsetProof } from "./subset-proof.ts";
import { allows, typesOf, type ValueType, valuesOf } from "./value-type.ts";

/**
 * Whether it is sure that no value of the type fits both the parts and a schema of the reader: by its type, or by a
 * member such as `kind` that is always there and has other values.
 */
export function isDisjoint(
  proof: SubsetProof,
  parts: readonly Part[],
  type: ValueType,
  place: SchemaPlace,
): boolean {
  const others = partsOf(proof.reader, [place]);
  if (others === null || others.some((part) => !allows(part, type))) return true;
  const values = valuesOf(parts, type);
  if (values !== null) return values.every((value) => isApart(proof, parts, [place], value));
  const theirValues = valuesOf(others, type);
  if (theirValues !== null) return theirValues.every((value) => isApart(proof, parts, [place], value));
  if (type !== "object") return false;
  return [...requiredBy(parts)].some((name) => {
    const ours = schemasFor(parts, name);
    const theirs = schemasFor(others, name);
    if (partsOf(proof.reader, theirs) === null) return true;
    const memberParts = partsOf(proof.writer, ours);
    if (memberParts === null) return true;
    const all = typesOf(memberParts).map((each) => valuesOf(memberParts, each));
    return all.every((some) => some?.every((value) => isApart(proof, memberParts, theirs, value)) ?? false);
  });
}

function isApart(
  proof: SubsetProof,
  parts: readonly Part[],
  theirs: readonly SchemaPlace[],
  value: JsonValue,
): boolean {
  const ours = parts.map(({ place }) => place);
  return fitsAll(proof.writer, ours, value) === false || fitsAll(proof.reader, theirs, value) === false;
}
